package io.podgate.runpod;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: exponential with full jitter, and at least what RunPod asks for. Never
 * under a millisecond, which is the shortest that timers know.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MOST_DOUBLINGS = 10;

    private final DoubleSupplier jitter;

    /** Waits by a fresh number from 0 to 1 each time. */
    Backoff(DoubleSupplier jitter) {
        this.jitter = jitter;
    }

    /**
     * The wait after an attempt.
     *
     * @param number of the attempt that failed, from 1
     * @param asked what RunPod asked for; zero where it did not
     */
    Duration after(int number, Duration asked) {
        Duration most = shorter(FIRST.multipliedBy(1L << Math.min(number - 1, MOST_DOUBLINGS)), LONGEST);
        Duration jittered = Duration.ofMillis((long) (most.toMillis() * jitter.getAsDouble()));
        return longer(longer(jittered, asked), SHORTEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
