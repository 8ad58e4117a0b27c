package io.podgate.admission;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A wall clock that never goes back, so that what is seen later also bears a later time. It passes with the monotonic
 * clock. Where the wall clock is set forward it follows at once; where that is set back it runs a little slower until
 * the wall clock has caught up.
 */
public final class SteadyClock implements InstantSource {

    /** By one in so many. */
    private static final long SLOWER = 100;

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private Instant said;
    private long saidAt;

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.said = wall.instant();
        this.saidAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long now = nanoTime.getAsLong();
        long passed = now - saidAt;
        Instant shown = wall.instant();
        Instant earliest = said.plusNanos(passed - passed / SLOWER);
        said = shown.isAfter(earliest) ? shown : earliest;
        saidAt = now;
        return said;
    }
}
