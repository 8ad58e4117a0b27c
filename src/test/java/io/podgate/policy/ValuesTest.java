package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final String OF_ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void a_token_is_known_by_its_digest() {
        assertEquals(Optional.of(TokenDigest.of("abc")), TokenDigest.parse(OF_ABC));
        assertEquals(OF_ABC, TokenDigest.of("abc").asWritten());
        assertEquals(
                TokenDigest.of("abc").hashCode(),
                TokenDigest.parse(OF_ABC).orElseThrow().hashCode());
        assertNotEquals(TokenDigest.of("abc"), TokenDigest.of("abd"));
    }

    @Test
    void a_digest_prints_nothing_of_itself() {
        assertEquals("TokenDigest", TokenDigest.of("abc").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "ba7816bf",
                "sha512:ba",
                "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
            })
    void other_digests_are_refused(String text) {
        assertEquals(Optional.empty(), TokenDigest.parse(text));
    }

    @Test
    void rates_are_so_many_a_period() {
        assertEquals(Optional.of(new Rate(5, Duration.ofSeconds(1))), Rate.parse("5/second"));
        assertEquals(Optional.of(new Rate(30, Duration.ofMinutes(1))), Rate.parse("30/minute"));
        assertEquals(Optional.of(new Rate(1200, Duration.ofHours(1))), Rate.parse("1200/hour"));
        assertEquals("1200/hour", new Rate(1200, Duration.ofHours(1)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/minute", "-1/minute", "1.5/minute", "30", "30/day", "30 / minute", "9999999999/hour"})
    void other_rates_are_refused(String text) {
        assertEquals(Optional.empty(), Rate.parse(text));
    }
}
