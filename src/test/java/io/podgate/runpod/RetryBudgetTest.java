package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many retries there are. */
class RetryBudgetTest {

    private static final long WINDOW = Duration.ofSeconds(29).toNanos();

    private long now = 42;

    @Test
    void a_few_are_free_in_each_window() {
        RetryBudget budget = new RetryBudget(2, () -> now);
        assertTrue(budget.take());
        assertTrue(budget.take());
        assertFalse(budget.take());
        now += Duration.ofSeconds(31).toNanos();
        assertTrue(budget.take());
    }

    @Test
    void without_any_that_is_free_it_takes_ten_requests_to_have_one() {
        RetryBudget budget = new RetryBudget(0, () -> now);
        for (int i = 0; i < 9; i++) {
            budget.asked();
            assertFalse(budget.take());
        }
        budget.asked();
        assertTrue(budget.take());
        assertFalse(budget.take());
    }

    /** Whatever is asked and whenever, no window has more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void retries_stay_under_a_tenth_of_what_was_asked(long seed) {
        Random random = new Random(seed);
        int free = random.nextInt(4);
        RetryBudget budget = new RetryBudget(free, () -> now);
        Deque<Long> asked = new ArrayDeque<>();
        Deque<Long> retried = new ArrayDeque<>();
        int granted = 0;
        for (int i = 0; i < 50_000; i++) {
            now += (long) (random.nextDouble() * random.nextInt(20_000_000));
            if (random.nextInt(3) > 0) {
                budget.asked();
                asked.add(now);
            } else if (budget.take()) {
                retried.add(now);
                granted++;
                long longer = WINDOW + Duration.ofSeconds(1).toNanos();
                asked.removeIf(at -> at < now - longer);
                retried.removeIf(at -> at < now - WINDOW);
                assertTrue(retried.size() <= Math.max(free, asked.size() / 10), "seed " + seed + ", step " + i);
            }
        }
        assertTrue(granted > 1_000, "it is used");
    }
}
