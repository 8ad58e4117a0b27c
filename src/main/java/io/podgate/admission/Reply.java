package io.podgate.admission;

import java.time.Duration;

/**
 * How an exchange with RunPod ended, all attempts included.
 *
 * @param <T> what a good answer says
 */
public sealed interface Reply<T> {

    Upstream upstream();

    /** RunPod did it, or told it. */
    record Answered<T>(T value, Upstream upstream) implements Reply<T> {}

    /** RunPod refused what was asked, with a 4xx that concerns the request; {@code detail} is RunPod's own words. */
    record Rejected<T>(int status, String detail, Upstream upstream) implements Reply<T> {}

    /** RunPod's own 429 after all attempts; nothing was done. */
    record Limited<T>(Duration retryAfter, Upstream upstream) implements Reply<T> {}

    /** RunPod answered something that concerns our account or our address, or failed; nothing was done. */
    record Failed<T>(String detail, Upstream upstream) implements Reply<T> {}

    /** RunPod was not reached; nothing was sent. */
    record Unavailable<T>(String detail, Duration retryAfter, Upstream upstream) implements Reply<T> {}

    /** Podgate itself has too many exchanges under way; nothing was sent. */
    record Overloaded<T>(Upstream upstream) implements Reply<T> {}

    /** Sent, but what came of it is not known. */
    record Unsettled<T>(String detail, Upstream upstream) implements Reply<T> {}
}
