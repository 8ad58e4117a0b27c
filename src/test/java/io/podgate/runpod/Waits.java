package io.podgate.runpod;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Real time, and chance always says the shortest wait. */
final class Waits implements Timing {

    static final Timing SHORT = new Waits();

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
        Timing.real().soon(work);
    }

    @Override
    public double chance() {
        return 0;
    }
}
