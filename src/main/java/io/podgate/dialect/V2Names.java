package io.podgate.dialect;

import java.util.List;
import java.util.Map;

/** The names of v2's fields, and what v1 calls the same. */
final class V2Names {

    /** {@code UpdateEndpointRequest}. */
    static final List<String> OF_UPDATES = List.of(
            "name",
            "gpu",
            "cpu",
            "dataCenterIds",
            "workers",
            "scaling",
            "timeout",
            "flashboot",
            "networkVolumes",
            "templateId",
            "image",
            "args",
            "disk",
            "ports",
            "env",
            "registry");

    static final List<String> OF_GPU =
            List.of("pools", "excludedTypes", "count", "allowedCudaVersions", "minCudaVersion");
    static final List<String> OF_CPU = List.of("id", "vcpuCount");
    static final List<String> OF_WORKERS = List.of("min", "max", "idleTimeout");
    static final List<String> OF_SCALING = List.of("type", "queueDelay", "requestCount");

    private static final String POOLS = "v2 says `gpu.pools` and `gpu.excludedTypes`";
    private static final String CPU = "v2 says `cpu`, an array of `{id, vcpuCount}`";
    private static final String SCALING = "v2 says `scaling`, with `type` and `queueDelay` or `requestCount`";

    /** v1's names. */
    static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("gpuTypeIds", POOLS),
            Map.entry("gpuCount", "v2 says `gpu.count`"),
            Map.entry("allowedCudaVersions", "v2 says `gpu.allowedCudaVersions`"),
            Map.entry("minCudaVersion", "v2 says `gpu.minCudaVersion`"),
            Map.entry("cpuFlavorIds", CPU),
            Map.entry("vcpuCount", CPU),
            Map.entry("workersMin", "v2 says `workers.min`"),
            Map.entry("workersMax", "v2 says `workers.max`"),
            Map.entry("idleTimeout", "v2 says `workers.idleTimeout`"),
            Map.entry("scalerType", SCALING),
            Map.entry("scalerValue", SCALING),
            Map.entry("executionTimeoutMs", "v2 says `timeout`"),
            Map.entry("networkVolumeId", "v2 says `networkVolumes`"),
            Map.entry("networkVolumeIds", "v2 says `networkVolumes`"));

    private V2Names() {}
}
