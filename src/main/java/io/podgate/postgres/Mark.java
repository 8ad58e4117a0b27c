package io.podgate.postgres;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes a word from the ledger: what was said before has an earlier one. */
final class Mark implements Operation {

    /** Before everything. */
    static final long NONE = 0;

    private final CompletableFuture<Long> done =
            new CompletableFuture<Long>().completeOnTimeout(NONE, Presence.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    private long word;

    /** {@link #NONE} where none is to be had in a moment: whoever looks at RunPod does not wait for it. */
    CompletableFuture<Long> done() {
        return done;
    }

    @Override
    public void ask(Needs needs) {}

    @Override
    public void decide(Sheet sheet) {
        word = sheet.word();
    }

    @Override
    public void committed() {
        done.complete(word);
    }

    @Override
    public void failed(String why, boolean doubt) {
        done.complete(NONE);
    }
}
