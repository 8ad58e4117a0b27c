package io.podgate.postgres;

import java.util.concurrent.CompletableFuture;

/** Takes a word from the ledger: what was said before has an earlier one. */
final class Mark implements Operation {

    /** Before everything. */
    static final long NONE = 0;

    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private long word;

    /** {@link #NONE} where there is none to be had. */
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
