package io.podgate.postgres;

import io.podgate.trail.TrailRecord;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Records what nothing was opened for. */
final class Note implements Operation {

    private final TrailRecord result;
    private final Consumer<TrailRecord> waits;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /**
     * A decision that forwarded nothing.
     *
     * @param waits takes the record where it has to wait
     */
    Note(TrailRecord result, Consumer<TrailRecord> waits) {
        this.result = result;
        this.waits = waits;
    }

    /** Completes when it is in the trail, or waits for it. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void ask(Needs needs) {}

    @Override
    public void decide(Sheet sheet) {
        sheet.record(result);
    }

    @Override
    public void committed() {
        done.complete(null);
    }

    @Override
    public void failed(String why, boolean doubt) {
        waits.accept(result);
        done.complete(null);
    }
}
