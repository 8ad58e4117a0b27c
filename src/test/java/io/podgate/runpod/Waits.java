package io.podgate.runpod;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Real time, and chance always says the shortest wait. */
final class Waits implements Timing {

    static final Timing SHORT = new Waits(Timing.real()::soon);

    /** What is to be done soon is done at once. */
    static final Timing NONE = new Waits(Runnable::run);

    private final Executor soon;

    private Waits(Executor soon) {
        this.soon = soon;
    }

    @Override
    public long nanoTime() {
        return Timing.real().nanoTime();
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return Timing.real().pause(time);
    }

    @Override
    public void soon(Runnable work) {
        soon.execute(work);
    }

    @Override
    public double chance() {
        return 0;
    }
}
