package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.HandTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the clock says where somebody sets the wall clock. */
class SteadyClockTest {

    private final HandTime time = new HandTime();
    private final SteadyClock clock = new SteadyClock(time, time::nanoTime);

    @Test
    void it_says_what_the_wall_clock_says() {
        time.pass(Duration.ofHours(1));
        assertEquals(time.instant(), clock.instant());
    }

    @Test
    void it_follows_a_wall_clock_that_is_set_forward() {
        time.jump(Duration.ofMinutes(5));
        assertEquals(time.instant(), clock.instant());
    }

    @Test
    void it_never_goes_back_and_the_wall_clock_catches_up_with_it() {
        Instant before = clock.instant();
        time.jump(Duration.ofMinutes(-1));
        assertEquals(before, clock.instant());
        Instant last = before;
        for (int minute = 1; minute < 100; minute++) {
            time.pass(Duration.ofMinutes(1));
            Instant now = clock.instant();
            assertEquals(last.plus(Duration.ofMillis(59_400)), now);
            assertFalse(now.isBefore(time.instant()));
            last = now;
        }
        time.pass(Duration.ofMinutes(1));
        assertEquals(time.instant(), clock.instant());
        time.pass(Duration.ofMinutes(1));
        assertEquals(time.instant(), clock.instant());
    }

    @Test
    void two_looks_in_a_row_never_come_in_the_wrong_order() {
        Instant one = clock.instant();
        time.jump(Duration.ofNanos(-1));
        time.pass(Duration.ofNanos(50));
        Instant other = clock.instant();
        assertFalse(other.isBefore(one));
    }
}
