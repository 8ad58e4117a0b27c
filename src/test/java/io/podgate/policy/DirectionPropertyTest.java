package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.GpuSelection.Pools;
import io.podgate.endpoint.GpuSelection.Types;
import io.podgate.endpoint.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for any endpoint and any update; run again with -Dpodgate.seed where it failed. */
class DirectionPropertyTest {

    private static final List<String> CENTERS = List.of("EU-1", "EU-2", "US-1", "US-2");
    private static final List<String> TYPES =
            Asking.CATALOG.gpus().stream().map(gpu -> gpu.id()).toList();
    private static final List<String> POOLS = List.of("AMPERE_24", "ADA_24", "ADA_80_PRO", "UNKNOWN");

    private final Asking asking = Asking.under("""
            {workersMax: {max: 5}, workersMin: {max: 1}, gpuCount: {max: 2}, idleTimeout: {max: 5},
             executionTimeout: {max: 5}, dataCenters: {allow: ["EU-*"]}, networkVolumes: {allow: [EU-1]},
             gpuTypes: {allow: ["pool:AMPERE_24", NVIDIA H100*], deny: [NVIDIA H100 PCIe]}}""");

    private final long seed = Long.getLong("podgate.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private double likely;

    private List<String> some(List<String> of, int least) {
        List<String> some = of.stream().filter(each -> random.nextBoolean()).toList();
        return some.size() < least ? of.subList(0, least) : some;
    }

    private GpuSelection gpus() {
        return random.nextBoolean() ? new Types(some(TYPES, 1)) : new Pools(some(POOLS, 1), some(TYPES, 0));
    }

    /** Another endpoint, so likely to differ in each field. */
    private EndpointConfig some(EndpointConfig from, double likely) {
        this.likely = likely;
        EndpointConfig.Builder endpoint = from.toBuilder();
        sometimes(endpoint, Field.WORKERS_MAX, random.nextInt(9));
        sometimes(endpoint, Field.WORKERS_MIN, random.nextInt(3));
        sometimes(endpoint, Field.GPU_COUNT, 1 + random.nextInt(4));
        sometimes(endpoint, Field.IDLE_TIMEOUT, Duration.ofSeconds(random.nextInt(9)));
        sometimes(endpoint, Field.EXECUTION_TIMEOUT, Duration.ofSeconds(random.nextInt(9)));
        sometimes(endpoint, Field.DATA_CENTERS, some(CENTERS, 0));
        sometimes(endpoint, Field.NETWORK_VOLUMES, some(CENTERS, 0));
        sometimes(endpoint, Field.GPU_TYPES, gpus());
        return endpoint.build();
    }

    private <T> void sometimes(EndpointConfig.Builder endpoint, Field<T> field, T value) {
        if (random.nextDouble() < likely) {
            endpoint.set(field, value);
        }
    }

    @Test
    void limits_object_to_growth_in_their_own_direction_and_to_nothing_else() {
        int shrinking = 0;
        for (int i = 0; i < 20_000; i++) {
            EndpointConfig before = some(EndpointConfig.unknown(), 0.75);
            EndpointConfig after = some(before, random.nextDouble());
            Verdict verdict = asking.judge(before, after);
            String run = "-Dpodgate.seed=" + seed + " round " + i + ": " + before + " to " + after + ": " + verdict;
            List<Change<?>> changes = Change.between(before.expanded(Asking.CATALOG), after.expanded(Asking.CATALOG));
            if (Change.onlyShrinks(changes)) {
                shrinking++;
                assertTrue(verdict.allowed(), run);
            }
            assertEquals(
                    expected(before, after),
                    Stream.of(verdict).flatMap(DirectionPropertyTest::rules).toList(),
                    run);
            if (asking.judge(EndpointConfig.unknown(), after).allowed()) {
                assertTrue(verdict.allowed(), run);
            }
        }
        assertFalse(shrinking < 100, "only " + shrinking + " updates only shrink: -Dpodgate.seed=" + seed);
    }

    private static Stream<String> rules(Verdict verdict) {
        return verdict.violations().stream().map(Violation::rule).flatMap(rule -> rule.stream());
    }

    /** The rules of direction once more, said in another way. */
    private static List<String> expected(EndpointConfig before, EndpointConfig after) {
        return Stream.of(
                        gpus(before, after),
                        above(before, after, Field.GPU_COUNT, 2),
                        centers(before, after),
                        above(before, after, Field.WORKERS_MIN, 1),
                        above(before, after, Field.WORKERS_MAX, 5),
                        longer(before, after, Field.IDLE_TIMEOUT, 0),
                        longer(before, after, Field.EXECUTION_TIMEOUT, Long.MAX_VALUE),
                        volumes(before, after))
                .filter(rule -> !rule.isEmpty())
                .toList();
    }

    private static String above(EndpointConfig before, EndpointConfig after, Field<Integer> field, int max) {
        int is = after.get(field).orElse(0);
        return is > max && is > before.get(field).orElse(-1) ? "limits." + field : "";
    }

    private static String longer(EndpointConfig before, EndpointConfig after, Field<Duration> field, long zero) {
        long is = after.get(field).map(value -> length(value, zero)).orElse(0L);
        long was = before.get(field).map(value -> length(value, zero)).orElse(-1L);
        return is > 5 && is > was ? "limits." + field : "";
    }

    private static long length(Duration value, long zero) {
        return value.isZero() ? zero : value.toSeconds();
    }

    private static String centers(EndpointConfig before, EndpointConfig after) {
        List<String> is = widest(after.get(Field.DATA_CENTERS).orElse(List.of("EU-1")));
        List<String> was = widest(before.get(Field.DATA_CENTERS).orElse(List.of("none")));
        return is.stream().anyMatch(center -> !center.startsWith("EU-") && !was.contains(center))
                ? "limits.dataCenters"
                : "";
    }

    private static List<String> widest(List<String> centers) {
        return centers.isEmpty()
                ? Stream.concat(CENTERS.stream(), Stream.of("elsewhere")).toList()
                : centers;
    }

    private static String volumes(EndpointConfig before, EndpointConfig after) {
        List<String> was = before.get(Field.NETWORK_VOLUMES).orElse(List.of());
        return after.get(Field.NETWORK_VOLUMES).orElse(List.of()).stream()
                        .anyMatch(volume -> !volume.equals("EU-1") && !was.contains(volume))
                ? "limits.networkVolumes"
                : "";
    }

    private static String gpus(EndpointConfig before, EndpointConfig after) {
        List<String> was = cards(before);
        boolean same = before.get(Field.GPU_TYPES).equals(after.get(Field.GPU_TYPES));
        return !same
                        && cards(after).stream()
                                .anyMatch(card -> !was.contains(card)
                                        && !List.of("NVIDIA L4", "NVIDIA RTX A5000", "NVIDIA H100 80GB HBM3")
                                                .contains(card))
                ? "limits.gpuTypes"
                : "";
    }

    private static List<String> cards(EndpointConfig config) {
        return switch (config.expanded(Asking.CATALOG).get(Field.GPU_TYPES).orElse(new Types(List.of()))) {
            case Types(List<String> types) -> types;
            case Pools unknown -> List.of(unknown.toString());
        };
    }
}
