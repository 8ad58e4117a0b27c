package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 400", "3, 800", "5, 3200", "6, 5000", "60, 5000"})
    void doubles_up_to_five_seconds(int number, long millis) {
        assertEquals(Duration.ofMillis(millis), new Backoff(() -> 1).after(number, Duration.ZERO));
    }

    @Test
    void waits_for_a_part_of_it_by_chance() {
        assertEquals(Duration.ofMillis(50), new Backoff(() -> 0.25).after(1, Duration.ZERO));
    }

    @Test
    void is_never_shorter_than_a_timer_can_wait() {
        assertEquals(Duration.ofMillis(1), new Backoff(() -> 0).after(1, Duration.ZERO));
        assertEquals(Duration.ofMillis(1), new Backoff(() -> 0.003).after(1, Duration.ZERO));
    }

    @Test
    void is_at_least_what_RunPod_asks_for() {
        assertEquals(Duration.ofSeconds(7), new Backoff(() -> 1).after(1, Duration.ofSeconds(7)));
    }
}
