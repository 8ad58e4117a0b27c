package io.podgate.runpod;

import java.time.Duration;
import java.util.Optional;

/** {@code Retry-After} in its form of seconds; RunPod does not use dates. */
final class RetryAfter {

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private RetryAfter() {}

    /** Empty where the header is absent or nonsense; bounded by a day. */
    static Optional<Duration> of(Answer answer) {
        return answer.header("retry-after")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_SECONDS)));
    }
}
