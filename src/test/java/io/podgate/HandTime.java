package io.podgate;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when the test says so, and for whoever waits. */
public class HandTime implements Timing, InstantSource {

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private long nanos;
    private double chance = 0.5;

    public void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** The wall clock alone is set. */
    public void jump(Duration by) {
        now = now.plus(by);
    }

    /** What chance says from now on. */
    public void chance(double said) {
        chance = said;
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
        return chance;
    }
}
