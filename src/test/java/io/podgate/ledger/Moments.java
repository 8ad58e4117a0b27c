package io.podgate.ledger;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class Moments implements InstantSource {

    private volatile Instant beginning = Instant.parse("2026-11-23T09:00:00Z");
    private volatile Instant now = beginning;

    @Override
    public Instant instant() {
        return now;
    }

    /** Time that passes with it, and real waits. */
    public Timing timing() {
        return new Timing() {
            @Override
            public long nanoTime() {
                return Duration.between(beginning, now).toNanos();
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

    /** Somebody sets the wall clock, and no time passes by that. */
    public void set(Duration by) {
        beginning = beginning.plus(by);
        now = now.plus(by);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
