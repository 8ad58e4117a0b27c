package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes fields as v2 spells them, the same in updates and in answers. */
final class V2Body {

    private V2Body() {}

    /** An update of exactly the fields that are known here. */
    static Json.Obj of(EndpointConfig written) {
        return settings(container(new Members(written)
                        .put("name", Field.NAME)
                        .nest("gpu", gpu -> gpu(gpu).put("minCudaVersion", Field.MIN_CUDA_VERSION, V2Body::orEmpty))
                        .put("cpu", cpu(written))))
                .object();
    }

    static Members gpu(Members gpu) {
        if (gpu.config().get(Field.GPU_TYPES).orElse(null)
                instanceof GpuSelection.Pools(List<String> pools, List<String> exclusions)) {
            gpu.put("pools", pools).put("excludedTypes", exclusions);
        }
        return gpu.put("count", Field.GPU_COUNT).put("allowedCudaVersions", Field.CUDA_VERSIONS);
    }

    /** Present where both halves are known. */
    static Optional<List<Json>> cpu(EndpointConfig config) {
        return config.get(Field.VCPU_COUNT)
                .filter(vcpus -> config.knows(Field.CPU_FLAVORS))
                .map(vcpus -> vcpus.sizes().stream().map(V2Body::size).toList());
    }

    private static Json size(Vcpus.Size size) {
        Map<String, Json> element = new LinkedHashMap<>();
        element.put("id", Json.of(size.flavor()));
        element.put("vcpuCount", Json.of(size.vcpus()));
        return new Json.Obj(element);
    }

    static Members container(Members members) {
        members.put("image", Field.IMAGE)
                .put("args", Field.ARGS)
                .put("disk", Field.DISK)
                .put("ports", Field.PORTS)
                .put("env", Field.ENV, Env::variables);
        members.config().get(Field.REGISTRY).ifPresent(registry -> members.put("registry", Json.of(registry)));
        return members;
    }

    static Members settings(Members members) {
        return members.nest(
                        "workers",
                        workers -> workers.put("min", Field.WORKERS_MIN)
                                .put("max", Field.WORKERS_MAX)
                                .put("idleTimeout", Field.IDLE_TIMEOUT, Duration::toSeconds))
                .put("scaling", Field.SCALING, V2Body::scaling)
                .put("dataCenterIds", Field.DATA_CENTERS)
                .put("networkVolumes", Field.NETWORK_VOLUMES)
                .put("timeout", Field.EXECUTION_TIMEOUT, Duration::toMillis)
                .put("flashboot", Field.FLASHBOOT);
    }

    private static Map<String, Object> scaling(Scaling scaling) {
        Map<String, Object> union = new LinkedHashMap<>();
        union.put("type", scaling.type());
        switch (scaling) {
            case Scaling.QueueDelay(BigDecimal seconds) -> union.put("queueDelay", seconds);
            case Scaling.RequestCount(int requests) -> union.put("requestCount", requests);
        }
        return union;
    }

    private static String orEmpty(Optional<String> floor) {
        return floor.orElse("");
    }
}
