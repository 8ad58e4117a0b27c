package io.podgate.ledger;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class Moments implements InstantSource {

    private static final Instant BEGINNING = Instant.parse("2026-11-23T09:00:00Z");

    private volatile Instant now = BEGINNING;

    @Override
    public Instant instant() {
        return now;
    }

    /** Time that passes with it, and real waits. */
    public Timing timing() {
        return new Timing() {
            @Override
            public long nanoTime() {
                return Duration.between(BEGINNING, now).toNanos();
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
                return Timing.real().chance();
            }
        };
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
