package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import io.podgate.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes fields as v1 spells them, the same in updates and in answers. */
final class V1Body {

    private V1Body() {}

    /** An update of exactly the fields that are known here; what was said by half is written by half. */
    static Json.Obj of(EndpointConfig written, EndpointUpdate update) {
        Members members = plain(new Members(written));
        scaling(members, update.get(Field.SCALING));
        volumes(
                members,
                update.pointer(Field.NETWORK_VOLUMES)
                        .filter(V1Volumes.ONE::equals)
                        .isPresent());
        return members.object();
    }

    static Members plain(Members members) {
        return gpu(members.put("name", Field.NAME))
                .put("cpuFlavorIds", Field.CPU_FLAVORS)
                .put(
                        "vcpuCount",
                        members.config()
                                .get(Field.VCPU_COUNT)
                                .filter(Vcpus::uniform)
                                .map(Vcpus::max))
                .put("dataCenterIds", Field.DATA_CENTERS)
                .put("workersMin", Field.WORKERS_MIN)
                .put("workersMax", Field.WORKERS_MAX)
                .put("idleTimeout", Field.IDLE_TIMEOUT, Duration::toSeconds)
                .put("executionTimeoutMs", Field.EXECUTION_TIMEOUT, Duration::toMillis)
                .put("flashboot", Field.FLASHBOOT, mode -> mode != FlashBoot.OFF)
                .put("templateId", Field.TEMPLATE);
    }

    private static Members gpu(Members members) {
        EndpointConfig config = members.config();
        if (config.get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Types(List<String> types)) {
            members.put("gpuTypeIds", types);
        }
        return members.put("gpuCount", Field.GPU_COUNT)
                .put("allowedCudaVersions", Field.CUDA_VERSIONS)
                .put("minCudaVersion", config.get(Field.MIN_CUDA_VERSION).flatMap(floor -> floor));
    }

    private static void scaling(Members members, Optional<Assignment<Scaling>> said) {
        boolean typeOnly = said.orElse(null) instanceof Assignment.ScalerType;
        boolean valueOnly = said.orElse(null) instanceof Assignment.ScalerValue;
        if (!valueOnly) {
            members.put("scalerType", Field.SCALING, Scaling::type);
        }
        if (!typeOnly) {
            members.put("scalerValue", members.config().get(Field.SCALING).flatMap(ScalingRule::number));
        }
    }

    private static void volumes(Members members, boolean asOne) {
        members.config().get(Field.NETWORK_VOLUMES).ifPresent(volumes -> {
            if (asOne && !volumes.isEmpty()) {
                members.put("networkVolumeId", volumes.getFirst());
            } else {
                members.put("networkVolumeIds", volumes);
            }
        });
    }
}
