package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.EnvDigest;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.ledger.Updates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether an endpoint shows what an intent's record says was asked for. */
class ShownTest {

    private static final EnvDigest DIGEST = new EnvDigest(() -> new byte[32]);

    private static <T> EndpointConfig with(Field<T> field, T value) {
        return EndpointConfig.unknown().with(field, value);
    }

    private static Shown after(EndpointConfig before, EndpointConfig after) {
        var intent = Updates.intent(
                "a", Updates.claim(1), Updates.claim(1), List.of(), Change.between(before, after), Instant.EPOCH);
        return Shown.by(new DecisionRecord(DIGEST).intent(intent).object(), DIGEST);
    }

    private static <T> void assertTells(Field<T> field, T before, T after, T same) {
        Shown shown = after(with(field, before), with(field, after));
        assertTrue(shown.test(with(field, after)), field + " after");
        assertTrue(shown.test(with(field, same)), field + " the same");
        assertFalse(shown.test(with(field, before)), field + " before");
    }

    @Test
    void values_of_every_kind_are_told_apart_and_recognised() {
        assertTells(Field.WORKERS_MAX, 1, 4, 4);
        assertTells(Field.NAME, "old", "new", "new");
        assertTells(Field.IDLE_TIMEOUT, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(60));
        assertTells(
                Field.GPU_TYPES,
                new GpuSelection.Types(List.of("A")),
                new GpuSelection.Types(List.of("A", "B")),
                new GpuSelection.Types(List.of("B", "A")));
        assertTells(
                Field.SCALING,
                new Scaling.QueueDelay(new BigDecimal("4")),
                new Scaling.QueueDelay(new BigDecimal("10")),
                new Scaling.QueueDelay(new BigDecimal("10.0")));
        assertTells(
                Field.ENV,
                new Env(Map.of("A", "1")),
                new Env(Map.of("A", "2", "B", "3")),
                new Env(Map.of("B", "3", "A", "2")));
        assertTells(Field.MIN_CUDA_VERSION, Optional.of("12.4"), Optional.empty(), Optional.empty());
        assertTells(
                Field.DATA_CENTERS, List.of("EU-RO-1"), List.of("EU-RO-1", "EU-SE-1"), List.of("EU-SE-1", "EU-RO-1"));
    }

    @Test
    void all_that_is_shown_has_to_be_there_and_what_is_not_shown_says_nothing() {
        EndpointConfig before =
                with(Field.WORKERS_MAX, 1).with(Field.IMAGE, "old").with(Field.DISK, 10);
        EndpointConfig asked = before.with(Field.WORKERS_MAX, 4).with(Field.IMAGE, "new");
        Shown shown = after(before, asked);
        assertTrue(shown.test(asked));
        assertTrue(shown.test(asked.with(Field.DISK, 20)), "nobody asked for the disk");
        assertTrue(shown.test(with(Field.WORKERS_MAX, 4)));
        assertFalse(shown.test(before.with(Field.WORKERS_MAX, 4)));
        assertFalse(shown.test(with(Field.DISK, 10)), "nothing that was asked for is shown");
        assertFalse(shown.test(EndpointConfig.unknown()));
    }
}
