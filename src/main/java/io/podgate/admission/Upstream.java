package io.podgate.admission;

import java.time.Duration;
import java.util.Optional;

/**
 * What talking to RunPod took.
 *
 * @param attempts how many requests were begun
 * @param status the last HTTP status; empty where none came
 * @param requestId RunPod's {@code x-request-id}, which its support asks for
 * @param time from the first byte to the last, waits included
 */
public record Upstream(int attempts, Optional<Integer> status, Optional<String> requestId, Duration time) {

    /** Nothing was sent. */
    public static final Upstream NONE = new Upstream(0, Optional.empty(), Optional.empty(), Duration.ZERO);

    /** This, and the other before it. */
    Upstream after(Upstream earlier) {
        return new Upstream(
                earlier.attempts + attempts,
                status.or(earlier::status),
                requestId.or(earlier::requestId),
                earlier.time.plus(time));
    }
}
