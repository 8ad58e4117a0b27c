package io.podgate.admission;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment at which a caller's request has to be answered.
 *
 * @param nanoTime on the ticker's clock
 * @param ticker the monotonic clock that it is measured by
 */
public record Deadline(long nanoTime, LongSupplier ticker) {

    /** By the machine's clock. */
    public static Deadline in(Duration time) {
        return Timing.real().deadline(time);
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - ticker.getAsLong()));
    }

    public boolean passed() {
        return nanoTime - ticker.getAsLong() <= 0;
    }

    /** That long from now by the same clock, later than this one or not. */
    public Deadline another(Duration time) {
        return new Deadline(ticker.getAsLong() + time.toNanos(), ticker);
    }
}
