package io.podgate.memory;

import io.podgate.admission.Timing;
import java.time.Instant;
import java.time.InstantSource;

/** The moment at which it was started, and what has passed since by the monotonic clock: nobody sets it. */
final class Stopwatch implements InstantSource {

    private final Instant started;
    private final long startedAt;
    private final Timing timing;

    Stopwatch(Instant started, Timing timing) {
        this.started = started;
        this.startedAt = timing.nanoTime();
        this.timing = timing;
    }

    @Override
    public Instant instant() {
        return started.plusNanos(timing.nanoTime() - startedAt);
    }
}
