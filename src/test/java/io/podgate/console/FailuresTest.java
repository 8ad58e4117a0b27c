package io.podgate.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    private final Failures failures = new Failures();

    private void fail(String address, int times, Instant when) {
        for (int i = 0; i < times; i++) {
            failures.count(address, when);
        }
    }

    @Test
    void ten_failures_in_a_minute_are_too_many_for_their_address_alone() {
        fail("10.0.0.1", 9, NOW);
        assertFalse(failures.tooMany("10.0.0.1", NOW));
        fail("10.0.0.1", 1, NOW.plusSeconds(59));
        assertTrue(failures.tooMany("10.0.0.1", NOW.plusSeconds(59)));
        assertFalse(failures.tooMany("10.0.0.2", NOW.plusSeconds(59)));
    }

    @Test
    void after_a_minute_it_begins_anew() {
        fail("10.0.0.1", 10, NOW);
        assertFalse(failures.tooMany("10.0.0.1", NOW.plusSeconds(60)));
        fail("10.0.0.1", 9, NOW.plusSeconds(60));
        assertFalse(failures.tooMany("10.0.0.1", NOW.plusSeconds(60)));
    }

    @Test
    void of_very_many_addresses_the_oldest_is_forgotten() {
        fail("10.0.0.1", 10, NOW);
        for (int i = 0; i < 1000; i++) {
            fail("10.1." + i / 256 + "." + i % 256, 1, NOW);
        }
        assertFalse(failures.tooMany("10.0.0.1", NOW));
    }
}
