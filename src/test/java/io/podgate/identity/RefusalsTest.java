package io.podgate.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.HandTime;
import io.podgate.gateway.Logged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of tokens that let nobody in. */
class RefusalsTest {

    private final HandTime time = new HandTime();
    private final Refusals refusals = new Refusals(time);

    private static Finding.Refused refused(Reason reason, String issuer) {
        return new Finding.Refused(reason, issuer, "");
    }

    @Test
    void a_line_a_minute_of_each_kind() {
        try (Logged log = Logged.begin()) {
            for (int i = 0; i < 60; i++) {
                refusals.note(refused(Reason.EXPIRED, "ci"));
                time.pass(Duration.ofSeconds(1));
            }
            refusals.note(refused(Reason.MALFORMED, ""));
            refusals.note(refused(Reason.EXPIRED, "ci"));
            refusals.note(new Finding.Refused(Reason.AMBIGUOUS, "ci", "a, b"));
            assertEquals(
                    List.of(
                            "issuer ci: a token was refused: it has expired",
                            "a token was refused: it cannot be read",
                            "issuer ci: a token was refused: it has expired; so were 59 since this was last said",
                            "issuer ci: a token was refused: it fits more than one caller (a, b)"),
                    log.lines().stream()
                            .filter(line -> line.contains("a token was refused"))
                            .toList());
        }
    }
}
