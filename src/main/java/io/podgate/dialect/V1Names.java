package io.podgate.dialect;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of v1's fields, and what v2 calls the same. */
final class V1Names {

    private static final String NOT_IN_V1 = "v1 cannot say it; `PATCH /v2/serverless/{id}` can";

    /** {@code EndpointUpdateInput}, all 18. */
    static final List<String> OF_UPDATES = List.of(
            "name",
            "gpuTypeIds",
            "gpuCount",
            "allowedCudaVersions",
            "minCudaVersion",
            "cpuFlavorIds",
            "vcpuCount",
            "dataCenterIds",
            "workersMin",
            "workersMax",
            "idleTimeout",
            "scalerType",
            "scalerValue",
            "executionTimeoutMs",
            "flashboot",
            "networkVolumeId",
            "networkVolumeIds",
            "templateId");

    /** What scripts send back because they read it. */
    static final Set<String> IN_ANSWERS_ONLY =
            Set.of("id", "createdAt", "userId", "version", "computeType", "instanceIds", "template", "workers", "env");

    /** v2's names. */
    static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("gpu", "v1 says `gpuTypeIds`, `gpuCount`, `allowedCudaVersions` and `minCudaVersion`"),
            Map.entry("cpu", "v1 says `cpuFlavorIds` and `vcpuCount`"),
            Map.entry("scaling", "v1 says `scalerType` and `scalerValue`"),
            Map.entry("timeout", "v1 says `executionTimeoutMs`"),
            Map.entry("networkVolumes", "v1 says `networkVolumeIds`"),
            Map.entry("image", NOT_IN_V1),
            Map.entry("args", NOT_IN_V1),
            Map.entry("disk", NOT_IN_V1),
            Map.entry("ports", NOT_IN_V1),
            Map.entry("registry", NOT_IN_V1));

    private V1Names() {}
}
