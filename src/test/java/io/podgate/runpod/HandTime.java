package io.podgate.runpod;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when the test says so, and for whoever waits. */
final class HandTime implements Timing, InstantSource {

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private long nanos;

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom().voidItem().invoke(() -> pass(time));
    }

    @Override
    public void soon(Runnable work) {
        work.run();
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
