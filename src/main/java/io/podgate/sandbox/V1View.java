package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Endpoints as v1 shows them: in the alphabet's order, without FlashBoot, CPU flavours or vCPUs. */
final class V1View {

    private V1View() {}

    static Json.Obj of(Hosted endpoint, World world, Query query) {
        Json.Obj document = endpoint.document();
        Json.Obj workers = Docs.child(document, "workers");
        Json.Obj scaling = Docs.child(document, "scaling");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.putAll(compute(endpoint, world.holdings().stock()));
        document.get("createdAt").ifPresent(value -> shown.put("createdAt", value));
        shown.put("dataCenterIds", Docs.texts(document, "dataCenterIds"));
        shown.put("env", Docs.child(document, "env"));
        document.get("timeout").ifPresent(value -> shown.put("executionTimeoutMs", value));
        shown.put("id", endpoint.id());
        workers.get("idleTimeout").ifPresent(value -> shown.put("idleTimeout", value));
        document.get("name").ifPresent(value -> shown.put("name", value));
        shown.putAll(volumes(Docs.texts(document, "networkVolumes")));
        scaling.get("type").ifPresent(value -> shown.put("scalerType", value));
        shown.put("scalerValue", scalerValue(scaling));
        endpoint.hidden().templateId().ifPresent(id -> shown.put("templateId", id));
        shown.put("userId", endpoint.hidden().userId());
        shown.put("version", endpoint.hidden().version());
        workers.get("max").ifPresent(value -> shown.put("workersMax", value));
        workers.get("min").ifPresent(value -> shown.put("workersMin", value));
        shown.putAll(asked(endpoint, world, query));
        return (Json.Obj) Json.of(shown);
    }

    /** The union's number, cut to the integer that v1 has. */
    static int scalerValue(Json.Obj scaling) {
        return Stream.of("queueDelay", "requestCount")
                .flatMap(name -> Docs.number(scaling, name).stream())
                .mapToInt(BigDecimal::intValue)
                .map(value -> Math.max(1, value))
                .findFirst()
                .orElse(4);
    }

    private static Map<String, Object> compute(Hosted endpoint, Stock stock) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (endpoint.onCpu()) {
            shown.put("computeType", "CPU");
            shown.put(
                    "instanceIds",
                    Docs.objects(endpoint.document(), "cpu").stream()
                            .map(cpu -> instanceId(cpu, stock))
                            .toList());
            return shown;
        }
        Json.Obj gpu = Docs.child(endpoint.document(), "gpu");
        shown.put("allowedCudaVersions", Docs.texts(gpu, "allowedCudaVersions"));
        shown.put("computeType", "GPU");
        shown.put("gpuCount", Docs.integer(gpu, "count", 1));
        shown.put(
                "gpuTypeIds", inRentOrder(stock.eligible(gpu), endpoint.hidden().rentOrder()));
        gpu.string("minCudaVersion").ifPresent(floor -> shown.put("minCudaVersion", floor));
        return shown;
    }

    /** {@code cpu3c-8-16}: flavour, vCPUs, GB of memory. */
    static String instanceId(Json.Obj cpu, Stock stock) {
        return cpu.string("id").orElse("") + "-" + Docs.integer(cpu, "vcpuCount", 2) + "-"
                + CpuRules.memory(cpu, stock);
    }

    private static List<String> inRentOrder(List<String> types, List<String> order) {
        return Stream.concat(order.stream().filter(types::contains), types.stream())
                .distinct()
                .toList();
    }

    private static Map<String, Object> volumes(List<String> ids) {
        return ids.isEmpty() ? Map.of() : Map.of("networkVolumeId", ids.getFirst(), "networkVolumeIds", ids);
    }

    private static Map<String, Object> asked(Hosted endpoint, World world, Query query) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (query.says("includeTemplate")) {
            endpoint.hidden()
                    .templateId()
                    .flatMap(world.holdings()::template)
                    .ifPresent(template -> shown.put("template", V1Parts.template(template)));
        }
        if (query.says("includeWorkers")) {
            Stock stock = world.holdings().stock();
            shown.put(
                    "workers",
                    Workers.of(endpoint, stock, world.now()).stream()
                            .map(worker -> V1Parts.worker(worker, endpoint, stock))
                            .toList());
        }
        return shown;
    }
}
