package io.podgate.dialect;

import java.time.Duration;
import java.util.Optional;

/** v1's {@code executionTimeoutMs}: none, or from five seconds to seven days. */
final class V1Timeout {

    static final String ALLOWED = "0 (no limit) or an integer from 5000 to 604800000 (5 seconds to 7 days, in ms)";

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(7);

    static final Shape<Duration> SHAPE = (json, pointer, findings) -> {
        var millis = Numbers.integer(json);
        if (millis.isPresent() && allows(Duration.ofMillis(millis.getAsLong()))) {
            return Optional.of(Duration.ofMillis(millis.getAsLong()));
        }
        findings.expected(ALLOWED, json, pointer);
        return Optional.empty();
    };

    private V1Timeout() {}

    static boolean allows(Duration timeout) {
        return timeout.isZero() || (timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0);
    }
}
