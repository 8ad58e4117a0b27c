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
 * @param fields what changed, by whichever of their names RunPod uses: inner ones such as {@code gpuCount} and
 *     {@code template.imageName}, or those of its API such as {@code workers.max}
 */
public record Release(Optional<Long> version, String source, Optional<String> user, Instant at, Set<String> fields) {

    /** RunPod has never said which of its names a release uses, and its own examples differ. */
    private static final Map<Field<?>, Set<String>> NAMES = Map.ofEntries(
            Map.entry(Field.NAME, Set.of("name")),
            Map.entry(Field.GPU_TYPES, Set.of("gpuTypes", "gpuIds", "gpuTypeIds", "gpu.pools", "gpu.excludedTypes")),
            Map.entry(Field.GPU_COUNT, Set.of("gpuCount", "gpu.count")),
            Map.entry(Field.CUDA_VERSIONS, Set.of("cudaVersions", "allowedCudaVersions", "gpu.allowedCudaVersions")),
            Map.entry(Field.MIN_CUDA_VERSION, Set.of("minCudaVersion", "gpu.minCudaVersion")),
            Map.entry(Field.CPU_FLAVORS, Set.of("cpuFlavors", "cpuFlavorIds", "instanceIds", "cpu")),
            Map.entry(Field.VCPU_COUNT, Set.of("vcpuCount", "instanceIds", "cpu")),
            Map.entry(Field.DATA_CENTERS, Set.of("dataCenters", "locations", "dataCenterIds")),
            Map.entry(Field.WORKERS_MIN, Set.of("workersMin", "workers.min")),
            Map.entry(Field.WORKERS_MAX, Set.of("workersMax", "workers.max")),
            Map.entry(Field.IDLE_TIMEOUT, Set.of("idleTimeout", "workers.idleTimeout")),
            Map.entry(Field.SCALING, Set.of("scaling", "scalerType", "scalerValue")),
            Map.entry(Field.EXECUTION_TIMEOUT, Set.of("executionTimeout", "executionTimeoutMs", "timeout")),
            Map.entry(Field.FLASHBOOT, Set.of("flashboot")),
            Map.entry(Field.NETWORK_VOLUMES, Set.of("networkVolumes", "networkVolumeId", "networkVolumeIds")),
            Map.entry(Field.TEMPLATE, Set.of("templateId")),
            Map.entry(Field.IMAGE, Set.of("image", "template.imageName")),
            Map.entry(
                    Field.ARGS,
                    Set.of("args", "template.dockerArgs", "template.dockerEntrypoint", "template.dockerStartCmd")),
            Map.entry(Field.DISK, Set.of("disk", "template.containerDiskInGb")),
            Map.entry(Field.PORTS, Set.of("ports", "template.ports")),
            Map.entry(Field.ENV, Set.of("env", "template.env")),
            Map.entry(Field.REGISTRY, Set.of("registry", "template.containerRegistryAuthId")));

    public Release {
        fields = Set.copyOf(fields);
    }

    /** Whether it changed the field; where RunPod names a group of fields and no more, whether the field is in it. */
    public boolean concerns(Field<?> field) {
        return NAMES.getOrDefault(field, Set.of(field.key())).stream().anyMatch(this::names);
    }

    private boolean names(String name) {
        return fields.stream().anyMatch(said -> said.equals(name) || isPart(said, name) || isPart(name, said));
    }

    private static boolean isPart(String name, String group) {
        return name.startsWith(group) && name.startsWith(".", group.length());
    }
}
