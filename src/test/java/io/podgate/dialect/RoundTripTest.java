package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.CATALOG;
import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.ready;
import static io.podgate.dialect.Fixtures.text;
import static io.podgate.dialect.Fixtures.update;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every endpoint and every update. */
class RoundTripTest {

    private static final Dialect V1 = Dialect.V1;
    private static final Dialect V2 = Dialect.V2;

    @Test
    void an_endpoint_that_v1_writes_is_the_endpoint_that_v1_reads() {
        Seeds.each(random -> {
            Endpoint endpoint = new RandomEndpoints(random, false).v1(family(random));
            assertEquals(endpoint, through(V1, endpoint));
        });
    }

    @Test
    void an_endpoint_that_v2_writes_is_the_endpoint_that_v2_reads() {
        Seeds.each(random -> {
            Endpoint endpoint = new RandomEndpoints(random, false).v2(family(random));
            assertEquals(endpoint, through(V2, endpoint));
        });
    }

    @Test
    void v1_to_v2_to_v1_keeps_what_both_can_say() {
        Seeds.each(random -> {
            Endpoint endpoint = new RandomEndpoints(random, false).v1(family(random));
            Endpoint back = through(V1, through(V2, endpoint));
            assertEquals(endpoint.with(withoutOrderAndTemplate(endpoint.config())), back);
        });
    }

    @Test
    void an_update_that_a_v1_RunPod_is_sent_is_the_update_that_a_v1_caller_said() {
        Seeds.each(random -> {
            ComputeFamily family = family(random);
            Endpoint current = new RandomEndpoints(random, true).v1(family);
            current = current.with(unconstrained(current.config()));
            EndpointUpdate said = new RandomUpdates(random).v1(family);
            assertEquals(said, update(V1, body(V1.draft(current, said, CATALOG, Optional.empty()))));
        });
    }

    @Test
    void an_update_that_a_v2_RunPod_is_sent_is_the_update_that_a_v2_caller_said() {
        Seeds.each(random -> {
            ComputeFamily family = family(random);
            Endpoint current = new RandomEndpoints(random, true).v2(family);
            current = current.with(unconstrained(current.config()));
            EndpointUpdate said = new RandomUpdates(random).v2(family);
            assertEquals(said, update(V2, body(V2.draft(current, said, CATALOG, Optional.empty()))));
        });
    }

    /** So the body alone brings about all that the draft promises. */
    @Test
    void a_v2_RunPod_that_applies_the_body_has_what_was_promised_to_the_v1_caller() {
        Seeds.each(random -> {
            ComputeFamily family = family(random);
            Endpoint current = new RandomEndpoints(random, true).v2(family);
            Draft draft = V2.draft(current, new RandomUpdates(random).v1(family), CATALOG, Optional.empty());
            if (draft instanceof Draft.Ready promised) {
                assertEquals(promised.after(), applied(V2, current, promised));
            }
        });
    }

    @Test
    void a_v1_RunPod_that_applies_the_body_has_what_was_promised_to_the_v2_caller() {
        Seeds.each(random -> {
            ComputeFamily family = family(random);
            Endpoint current = new RandomEndpoints(random, true).v1(family);
            Draft draft = V1.draft(current, new RandomUpdates(random).v2(family), CATALOG, Optional.empty());
            if (draft instanceof Draft.Ready promised) {
                assertEquals(promised.after(), applied(V1, current, promised));
            }
        });
    }

    @Test
    void pools_without_exclusions_never_make_an_excluded_card_eligible() {
        Seeds.each(random -> {
            Endpoint current = new RandomEndpoints(random, true).v2(ComputeFamily.GPU);
            EndpointUpdate.Builder update = EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES);
            List<String> pools = new RandomValues(random).poolNames();
            update.say(Field.GPU_TYPES, new Assignment.PoolsKeepingExclusions(pools), "");
            if (V2.draft(current, update.build(), CATALOG, Optional.empty()) instanceof Draft.Ready ready) {
                GpuSelection.Pools before = (GpuSelection.Pools)
                        current.config().get(Field.GPU_TYPES).orElseThrow();
                List<String> eligible = types(ready.after());
                assertEquals(
                        List.of(),
                        before.excludedTypes().stream()
                                .filter(eligible::contains)
                                .toList());
            }
        });
    }

    private static ComputeFamily family(Random random) {
        return random.nextInt(3) > 0 ? ComputeFamily.GPU : ComputeFamily.CPU;
    }

    private static Endpoint through(Dialect dialect, Endpoint endpoint) {
        return Fixtures.read(dialect, text(dialect.write(endpoint, CATALOG)));
    }

    private static EndpointConfig applied(Dialect runpod, Endpoint current, Draft.Ready promised) {
        return ready(runpod.draft(current, update(runpod, body(promised)), CATALOG, Optional.empty()))
                .after();
    }

    private static EndpointConfig withoutOrderAndTemplate(EndpointConfig config) {
        EndpointConfig.Builder kept = config.toBuilder().forget(Field.TEMPLATE);
        config.get(Field.GPU_TYPES)
                .ifPresent(_ -> kept.set(
                        Field.GPU_TYPES,
                        new GpuSelection.Types(types(config).stream().sorted().toList())));
        return kept.build();
    }

    private static List<String> types(EndpointConfig config) {
        return config.get(Field.GPU_TYPES)
                .flatMap(selection -> selection.expand(CATALOG))
                .orElseThrow()
                .types();
    }

    /** Nothing that the endpoint has makes an update say more than its caller did. */
    private static EndpointConfig unconstrained(EndpointConfig config) {
        EndpointConfig.Builder free =
                config.toBuilder().forget(Field.CUDA_VERSIONS).forget(Field.MIN_CUDA_VERSION);
        return free.set(Field.FLASHBOOT, FlashBoot.OFF).build();
    }
}
