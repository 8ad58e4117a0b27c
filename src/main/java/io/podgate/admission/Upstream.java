package io.podgate.admission;

import java.time.Duration;
import java.util.Optional;

/**
 * What talking to RunPod took.
 *
 * @param attempts how often the update was sent
 * @param status the last HTTP status; empty where none came
 * @param requestId RunPod's {@code x-request-id}, which its support asks for
 * @param time from the first byte to the last, waits included
 */
public record Upstream(int attempts, Optional<Integer> status, Optional<String> requestId, Duration time) {

    /** Nothing was sent. */
    public static final Upstream NONE = new Upstream(0, Optional.empty(), Optional.empty(), Duration.ZERO);

    /** This after something that was only read: the time of both, the attempts of this. */
    Upstream after(Upstream read) {
        return new Upstream(attempts, status.or(read::status), requestId.or(read::requestId), read.time.plus(time));
    }

    /** As what was only read, with nothing sent. */
    Upstream asRead() {
        return new Upstream(0, status, requestId, time);
    }
}
