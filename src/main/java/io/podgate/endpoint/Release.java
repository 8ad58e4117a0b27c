package io.podgate.endpoint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change of an endpoint as RunPod remembers it, whoever made it.
 *
 * @param version the endpoint's version that it brought about
 * @param source {@code MANUAL}, or {@code GIT_BUILD}
 * @param user RunPod's id of who made it
 * @param fields what changed, by RunPod's inner names, such as {@code gpuCount} and {@code template.imageName}
 */
public record Release(Optional<Long> version, String source, Optional<String> user, Instant at, Set<String> fields) {

    private static final Map<Field<?>, Set<String>> INNER = Map.ofEntries(
            Map.entry(Field.GPU_TYPES, Set.of("gpuIds", "gpuTypeIds", "gpu")),
            Map.entry(Field.DATA_CENTERS, Set.of("locations", "dataCenterIds")),
            Map.entry(Field.SCALING, Set.of("scalerType", "scalerValue")),
            Map.entry(Field.EXECUTION_TIMEOUT, Set.of("executionTimeoutMs")),
            Map.entry(Field.NETWORK_VOLUMES, Set.of("networkVolumeId", "networkVolumeIds")),
            Map.entry(Field.TEMPLATE, Set.of("templateId")),
            Map.entry(Field.IMAGE, Set.of("template.imageName")),
            Map.entry(Field.ARGS, Set.of("template.dockerArgs")),
            Map.entry(Field.DISK, Set.of("template.containerDiskInGb")),
            Map.entry(Field.PORTS, Set.of("template.ports")),
            Map.entry(Field.ENV, Set.of("template.env")),
            Map.entry(Field.REGISTRY, Set.of("template.containerRegistryAuthId")));

    public Release {
        fields = Set.copyOf(fields);
    }

    /** Whether it changed the field. */
    public boolean concerns(Field<?> field) {
        return fields.contains(field.key())
                || INNER.getOrDefault(field, Set.of()).stream().anyMatch(fields::contains);
    }
}
