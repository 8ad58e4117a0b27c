package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long it says that nothing comes through. */
class BreakerTest {

    private long now = 7;

    @Test
    void what_is_left_of_its_time_is_told() {
        Breaker breaker = new Breaker(() -> now);
        breaker.is(CircuitBreakerState.OPEN);
        assertEquals(Duration.ofSeconds(5), breaker.left());
        now += Duration.ofSeconds(3).toNanos();
        assertEquals(Duration.ofSeconds(2), breaker.left());
        now += Duration.ofSeconds(3).toNanos();
        assertEquals(Duration.ZERO, breaker.left());
        breaker.is(CircuitBreakerState.HALF_OPEN);
        assertEquals(Duration.ofSeconds(1), breaker.left());
        breaker.is(CircuitBreakerState.OPEN);
        assertEquals(Duration.ofSeconds(5), breaker.left());
    }
}
