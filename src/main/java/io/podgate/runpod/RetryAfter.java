package io.podgate.runpod;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long RunPod is to be left alone after an answer: what {@code Retry-After} says in its form of seconds (RunPod
 * does not use dates), and until the longest exhausted window of the quota begins anew, where that takes longer.
 * RunPod's {@code Retry-After} can be the shorter one.
 */
final class RetryAfter {

    private static final long LONGEST_SECONDS = QuotaFields.LONGEST.toSeconds();

    private RetryAfter() {}

    /** Empty where the answer says neither, or nonsense; bounded by a day. */
    static Optional<Duration> of(Answer answer) {
        return Stream.of(said(answer), QuotaFields.exhausted(answer))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    private static Optional<Duration> said(Answer answer) {
        return answer.header("retry-after")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_SECONDS)));
    }
}
