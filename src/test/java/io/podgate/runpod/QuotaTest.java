package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.HandTime;
import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Errand.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known of RunPod's quota from its words, and what is reserved of it. */
class QuotaTest {

    private static final Share VISION = new Share("vision", 1);
    private static final List<Urgency> ALL = List.of(Urgency.READ, Urgency.UPDATE, Urgency.SHRINK);
    private static final Share LAB = new Share("lab", 1);

    private final HandTime time = new HandTime();
    private final Quota quota = new Quota();

    private Errand errand(Share share, Urgency urgency) {
        return new Errand(share, urgency, time.deadline(Duration.ofMinutes(2)));
    }

    private static String minute(long remaining, long seconds) {
        return "\"minute\";r=" + remaining + ";t=" + seconds;
    }

    private void told(String windows) {
        told(windows, time.nanoTime());
    }

    private void told(String windows, long asked) {
        Answer answer = QuotaFieldsTest.answer(
                200,
                "RateLimit",
                windows,
                "RateLimit-Policy",
                "\"minute\";q=60;w=60, \"hour\";q=3000;w=3600, \"tiny\";q=1;w=60");
        quota.ended(answer, QuotaFields.of(answer), asked, time.nanoTime());
    }

    private boolean hasRoom(Urgency urgency, int underWay) {
        return quota.hasRoom(errand(VISION, urgency), underWay, time.nanoTime());
    }

    private Duration opensIn(Urgency urgency, int places) {
        return Duration.ofNanos(quota.opensIn(errand(VISION, urgency), places, time.nanoTime()));
    }

    private void pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    private long remaining() {
        return quota.windows(time.nanoTime()).getFirst().remaining();
    }

    @Test
    void what_was_never_told_limits_nothing() {
        assertTrue(quota.isUnlimited(time.nanoTime()));
        assertTrue(hasRoom(Urgency.READ, 1_000_000));
        assertEquals(Duration.ZERO, opensIn(Urgency.READ, 1_000_000));
    }

    @Test
    void reads_leave_a_fifth_and_updates_a_tenth() {
        told(minute(13, 30));
        assertTrue(hasRoom(Urgency.READ, 0));
        told(minute(12, 30));
        assertFalse(hasRoom(Urgency.READ, 0));
        assertTrue(hasRoom(Urgency.UPDATE, 5));
        assertFalse(hasRoom(Urgency.UPDATE, 6));
        assertTrue(hasRoom(Urgency.SHRINK, 11));
        assertFalse(hasRoom(Urgency.SHRINK, 12));
    }

    @Test
    void whatever_the_size_of_a_window_a_whole_one_has_room_for_everything() {
        for (Urgency urgency : Urgency.values()) {
            for (long limit = 1; limit < 200; limit++) {
                assertTrue(Reserve.of(urgency, limit) < limit);
            }
        }
        told("\"tiny\";r=1;t=60");
        assertTrue(hasRoom(Urgency.READ, 0));
        assertFalse(hasRoom(Urgency.SHRINK, 1));
    }

    @Test
    void the_tightest_window_rules() {
        told(minute(50, 10) + ", \"hour\";r=0;t=90");
        assertFalse(hasRoom(Urgency.SHRINK, 0));
        assertEquals(Duration.ofSeconds(90), opensIn(Urgency.SHRINK, 1));
        pass(90);
        assertTrue(hasRoom(Urgency.SHRINK, 0));
    }

    @Test
    void a_window_that_begins_anew_has_all_of_its_limit() {
        told(minute(0, 20));
        pass(19);
        assertFalse(hasRoom(Urgency.SHRINK, 0));
        pass(1);
        assertEquals(60, remaining());
        assertTrue(hasRoom(Urgency.SHRINK, 59));
    }

    @Test
    void of_words_that_overtake_each_other_the_lowest_holds() {
        told(minute(40, 30));
        long asked = time.nanoTime();
        pass(1);
        told(minute(35, 29), asked);
        told(minute(38, 29), asked);
        assertEquals(35, remaining());
        pass(1);
        told(minute(37, 28)); // asked after all of them: somebody gave some back
        assertEquals(37, remaining());
    }

    @Test
    void a_word_of_a_period_that_is_over_is_not_believed() {
        told(minute(1, 2));
        long asked = time.nanoTime();
        pass(3);
        assertEquals(60, remaining());
        told(minute(0, 0), asked);
        assertEquals(60, remaining());
    }

    @Test
    void what_ends_without_a_word_is_taken_off() {
        told(minute(10, 30));
        quota.ended(null, List.of(), time.nanoTime(), time.nanoTime());
        assertEquals(9, remaining());
    }

    @Test
    void a_window_that_is_not_mentioned_any_more_is_forgotten() {
        told(minute(0, 30));
        pass(30);
        Answer silent = QuotaFieldsTest.answer(200);
        quota.ended(silent, List.of(), time.nanoTime(), time.nanoTime());
        assertFalse(quota.isUnlimited(time.nanoTime()));
        pass(60);
        assertTrue(quota.isUnlimited(time.nanoTime()));
    }

    @Test
    void one_that_never_said_how_much_there_is_in_it_limits_nothing_beyond_its_end() {
        Answer answer = QuotaFieldsTest.answer(429, "RateLimit", "\"day\";r=0;t=6");
        quota.ended(answer, QuotaFields.of(answer), time.nanoTime(), time.nanoTime());
        assertFalse(hasRoom(Urgency.SHRINK, 0));
        pass(7);
        assertTrue(hasRoom(Urgency.READ, 0));
    }

    @Test
    void a_window_in_which_nothing_happened_is_not_forgotten() {
        told(minute(0, 30));
        pass(86_400);
        assertEquals(60, remaining());
    }

    @Test
    void a_429_is_a_pause_for_everybody_and_no_longer_than_an_hour() {
        Answer refused = QuotaFieldsTest.answer(429, "Retry-After", "5");
        quota.ended(refused, List.of(), time.nanoTime(), time.nanoTime());
        assertFalse(hasRoom(Urgency.SHRINK, 0));
        assertEquals(Duration.ofSeconds(5), opensIn(Urgency.SHRINK, 1));
        pass(5);
        assertTrue(quota.isUnlimited(time.nanoTime()));
        Answer away = QuotaFieldsTest.answer(429, "Retry-After", "86400");
        quota.ended(away, List.of(), time.nanoTime(), time.nanoTime());
        assertEquals(Duration.ofHours(1), opensIn(Urgency.SHRINK, 1));
    }

    @Test
    void who_had_an_even_part_leaves_something_to_the_others_and_less_towards_the_end() {
        told(minute(60, 60));
        for (int i = 0; i < 31; i++) {
            quota.began(VISION);
        }
        told(minute(29, 60));
        assertFalse(hasRoom(Urgency.READ, 0));
        assertTrue(quota.hasRoom(errand(LAB, Urgency.READ), 0, time.nanoTime()));
        assertTrue(hasRoom(Urgency.SHRINK, 0));
        Duration wait = opensIn(Urgency.READ, 1);
        assertTrue(wait.compareTo(Duration.ofSeconds(10)) < 0, wait::toString);
        time.pass(wait.plusMillis(1));
        assertTrue(hasRoom(Urgency.READ, 0));
        pass(25);
        assertTrue(hasRoom(Urgency.READ, 7));
    }

    @Test
    void what_is_said_about_the_wait_holds() {
        Random random = new Random(20261123);
        for (int i = 0; i < 500; i++) {
            told(minute(random.nextInt(61), 1 + random.nextInt(60)));
            for (int n = random.nextInt(40); n > 0; n--) {
                quota.began(random.nextBoolean() ? VISION : LAB);
            }
            Urgency urgency = ALL.get(random.nextInt(ALL.size()));
            Duration wait = opensIn(urgency, 1);
            if (wait.isPositive()) {
                time.pass(wait.minusMillis(1));
                assertFalse(hasRoom(urgency, 0), "run " + i);
            }
            time.pass(Duration.ofMillis(wait.isPositive() ? 2 : 0));
            assertTrue(hasRoom(urgency, 0), "run " + i);
            pass(61);
        }
    }

    @Test
    void the_next_turn_of_many_is_windows_away() {
        told(minute(0, 10));
        assertEquals(Duration.ofSeconds(10), opensIn(Urgency.SHRINK, 60));
        assertEquals(Duration.ofSeconds(70), opensIn(Urgency.SHRINK, 61));
        assertEquals(Duration.ofSeconds(130), opensIn(Urgency.SHRINK, 121));
    }
}
