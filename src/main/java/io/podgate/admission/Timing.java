package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How time passes for whoever waits: measured, waited for, and drawn by lot. In the gateway the machine's own; in a
 * simulation all of it comes from a seed, so that what happened once happens again.
 */
public interface Timing {

    /** The machine's clock, timers and chance. */
    static Timing real() {
        return RealTiming.INSTANCE;
    }

    /** A monotonic clock, in nanoseconds. */
    long nanoTime();

    /** Over after this long, and on another stack than the caller's. */
    Uni<Void> pause(Duration time);

    /** Does it soon, on another stack than the caller's. */
    void soon(Runnable work);

    /** From 0 to 1, another each time. */
    double chance();

    /** A deadline that long from now. */
    default Deadline deadline(Duration time) {
        LongSupplier ticker = this::nanoTime;
        return new Deadline(ticker.getAsLong() + time.toNanos(), ticker);
    }
}
