package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.CallerLimits.Allowance;
import io.podgate.admission.CallerLimits.Draw;
import io.podgate.admission.Timing;
import io.podgate.policy.Caller;
import io.podgate.policy.Rate;
import io.podgate.policy.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What callers have left. */
class CallerBucketsTest {

    private final CallerBuckets buckets = new CallerBuckets(caller -> {}, Timing.real());

    private Allowance take(Caller caller, Draw draw) {
        return buckets.take(caller, draw).await().indefinitely();
    }

    private static Caller caller(String name, int updates) {
        Rate hourly = new Rate(updates, Duration.ofHours(1));
        return new Caller(name, Role.CALLER, Optional.of("vision"), hourly, hourly, Optional.empty());
    }

    @Test
    void all_of_a_period_may_come_at_once() {
        Caller caller = caller("a", 3);
        for (int left = 2; left >= 0; left--) {
            Allowance taken = take(caller, Draw.UPDATE);
            assertTrue(taken.granted());
            assertEquals(left, taken.remaining());
            assertEquals(3, taken.limit());
            assertEquals(Duration.ofHours(1), taken.window());
        }
        assertFalse(take(caller, Draw.UPDATE).granted());
        assertTrue(take(caller("b", 3), Draw.UPDATE).granted());
        assertTrue(take(caller, Draw.READ).granted());
    }

    @Test
    void the_reserve_is_for_shrinking_only_and_is_not_shown() {
        Caller caller = caller("a", 1);
        assertTrue(take(caller, Draw.UPDATE).granted());
        Allowance shrinking = take(caller, Draw.SHRINK);
        assertTrue(shrinking.granted());
        assertEquals(0, shrinking.remaining());
        assertEquals(Duration.ZERO, shrinking.retryAfter());
        assertFalse(take(caller, Draw.UPDATE).granted());
        Allowance tooMuch = take(caller, Draw.SHRINK);
        assertFalse(tooMuch.granted());
        assertTrue(tooMuch.retryAfter().compareTo(Duration.ofMinutes(59)) > 0);
    }

    @Test
    void another_rate_begins_with_a_full_bucket() {
        assertTrue(take(caller("a", 1), Draw.UPDATE).granted());
        assertFalse(take(caller("a", 1), Draw.UPDATE).granted());
        assertEquals(1, take(caller("a", 2), Draw.UPDATE).remaining());
        assertFalse(take(caller("a", 1), Draw.UPDATE).granted());
    }
}
