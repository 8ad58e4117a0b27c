package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Remembered;
import io.podgate.endpoint.Payload;
import io.podgate.trail.Recovery;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of idempotency keys, and what goes first. */
class KeysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static IdempotencyKey key(int number) {
        return new IdempotencyKey("vision", "a", "k" + number);
    }

    private static Remembered.Ended ended(int number, int length) {
        return new Remembered.Ended(
                "print",
                "decision-" + number,
                "applied",
                Optional.empty(),
                "",
                length == 0 ? Optional.empty() : Optional.of(Payload.of(new byte[length])));
    }

    @Test
    void the_oldest_texts_go_first_and_are_known_to_be_gone() {
        Keys keys = new Keys(100, 1_000);
        for (int i = 0; i < 5; i++) {
            keys.end(key(i), ended(i, 300), NOW.plusSeconds(i));
        }
        for (int i = 0; i < 2; i++) {
            assertEquals(ended(i, 0), keys.recall(key(i), NOW));
            assertTrue(keys.shed(key(i), ended(i, 0)));
        }
        for (int i = 2; i < 5; i++) {
            assertEquals(ended(i, 300), keys.recall(key(i), NOW));
            assertFalse(keys.shed(key(i), ended(i, 300)));
        }
    }

    @Test
    void texts_that_were_forgotten_make_room() {
        Keys keys = new Keys(100, 1_000);
        for (int day = 0; day < 10; day++) {
            Instant now = NOW.plus(Recovery.DAY.multipliedBy(day));
            for (int i = 0; i < 3; i++) {
                assertFalse(keys.taken(key(i), now));
                keys.end(key(i), ended(i, 300), now);
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(ended(i, 300), keys.recall(key(i), now));
            }
        }
    }

    @Test
    void beyond_the_bound_the_oldest_key_is_forgotten() {
        Keys keys = new Keys(2, 1_000);
        for (int i = 0; i < 3; i++) {
            keys.end(key(i), ended(i, 0), NOW);
        }
        assertEquals(new Remembered.Nothing(), keys.recall(key(0), NOW));
        assertEquals(ended(1, 0), keys.recall(key(1), NOW));
        assertEquals(ended(2, 0), keys.recall(key(2), NOW));
    }

    @Test
    void a_key_that_runs_is_never_forgotten() {
        Keys keys = new Keys(2, 1_000);
        keys.begin(key(1), "print");
        assertEquals(new Remembered.Running("print"), keys.recall(key(1), NOW.plus(Recovery.DAY.multipliedBy(3))));
        keys.free(key(1));
        assertEquals(new Remembered.Nothing(), keys.recall(key(1), NOW));
    }
}
