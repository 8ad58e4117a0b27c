package io.podgate.runpod;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long RunPod wants to be left alone: {@code Retry-After} in its form of seconds, as RunPod does not use dates, or
 * the reset of the longest window of its quota that is used up, whichever is later.
 */
final class RetryAfter {

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int LONGEST_TEXT = 512;

    /** Of {@code "minute";r=0;t=12, "hour";r=0;t=2701}. */
    private static final Pattern EXHAUSTED = Pattern.compile("\"[a-z]{1,16}\"\\s*;\\s*r=0\\s*;\\s*t=(\\d{1,9})");

    private RetryAfter() {}

    /** Empty where neither header says anything; bounded by a day. */
    static Optional<Duration> of(Answer answer) {
        return Stream.concat(header(answer), windows(answer))
                .max(Long::compare)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)));
    }

    private static Stream<Long> header(Answer answer) {
        return answer
                .header("retry-after")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .stream();
    }

    private static Stream<Long> windows(Answer answer) {
        return answer.header("ratelimit").filter(text -> text.length() <= LONGEST_TEXT).stream()
                .map(EXHAUSTED::matcher)
                .flatMap(Matcher::results)
                .map(window -> Long.valueOf(window.group(1)));
    }
}
