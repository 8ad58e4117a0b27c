package bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An update of an endpoint, {@code null} where the body does not mention a field. */
record Update(
        Integer workersMin,
        Integer workersMax,
        Integer idleTimeout,
        List<String> gpuTypeIds,
        Integer gpuCount,
        List<String> dataCenterIds,
        Integer executionTimeoutMs,
        String scalerType,
        Integer scalerValue) {

    private static final Set<String> GPU_TYPES = Set.of("NVIDIA GeForce RTX 4090", "NVIDIA L4");
    private static final Set<String> DATA_CENTERS = Set.of("EU-RO-1", "EU-SE-1", "EU-NL-1");

    /** The fields that are beyond their limits, which are those of policy.yaml. */
    List<String> violations() {
        return Stream.of(
                        beyond("workersMin", workersMin, 0, 1),
                        beyond("workersMax", workersMax, 0, 10),
                        beyond("idleTimeout", idleTimeout, 0, 300),
                        beyond("gpuTypeIds", gpuTypeIds, GPU_TYPES),
                        beyond("gpuCount", gpuCount, 1, 2),
                        beyond("dataCenterIds", dataCenterIds, DATA_CENTERS),
                        beyond("executionTimeoutMs", executionTimeoutMs, 5_000, 3_600_000),
                        scalerType == null || scalerType.equals("QUEUE_DELAY")
                                ? Stream.<String>of()
                                : Stream.of("scalerType"),
                        beyond("scalerValue", scalerValue, 1, 60))
                .flatMap(fields -> fields)
                .toList();
    }

    private static Stream<String> beyond(String field, Integer value, int least, int most) {
        return value == null || value >= least && value <= most ? Stream.of() : Stream.of(field);
    }

    private static Stream<String> beyond(String field, List<String> values, Set<String> allowed) {
        return values == null || allowed.containsAll(values) ? Stream.of() : Stream.of(field);
    }
}
