package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a v1 update says of an endpoint's cards or CPUs, kept the way v2 keeps it. */
final class V1Compute {

    private V1Compute() {}

    static Hosted apply(Hosted endpoint, Json.Obj body, Stock stock) throws Refusal {
        return endpoint.onCpu() ? cpus(endpoint, body, stock) : gpus(endpoint, body, stock);
    }

    private static Hosted cpus(Hosted endpoint, Json.Obj body, Stock stock) throws Refusal {
        if (!body.members().containsKey("cpuFlavorIds") && !body.members().containsKey("vcpuCount")) {
            return endpoint;
        }
        List<Json.Obj> current = Docs.objects(endpoint.document(), "cpu");
        List<String> flavors = Docs.texts(body, "cpuFlavorIds");
        if (flavors.isEmpty()) {
            flavors = current.stream()
                    .map(cpu -> cpu.string("id").orElse(""))
                    .distinct()
                    .toList();
        }
        int largest = current.stream()
                .mapToInt(cpu -> Docs.integer(cpu, "vcpuCount", 2))
                .max()
                .orElse(2);
        List<Json.Obj> selection = CpuRules.each(flavors, Docs.integer(body, "vcpuCount", largest));
        CpuRules.checked(Json.of(selection), stock);
        return endpoint.with(Docs.with(endpoint.document(), "cpu", selection));
    }

    private static Hosted gpus(Hosted endpoint, Json.Obj body, Stock stock) throws Refusal {
        Json.Obj gpu = Docs.child(endpoint.document(), "gpu");
        List<String> order = endpoint.hidden().rentOrder();
        if (body.members().containsKey("gpuTypeIds")) {
            order = Docs.texts(body, "gpuTypeIds");
            gpu = selecting(gpu, order, stock);
        }
        if (body.members().containsKey("gpuCount")) {
            gpu = Docs.with(gpu, "count", body.get("gpuCount"));
        }
        for (String cuda : List.of("allowedCudaVersions", "minCudaVersion")) {
            if (body.members().containsKey(cuda)) {
                gpu = Docs.with(gpu, cuda, body.get(cuda));
            }
        }
        return endpoint.with(Docs.with(endpoint.document(), "gpu", gpu)).renting(order);
    }

    /** The pools of the wanted types, without the types that nobody wants. */
    private static Json.Obj selecting(Json.Obj gpu, List<String> types, Stock stock) throws Refusal {
        if (types.isEmpty()) {
            throw new Refusal(400, "body.gpuTypeIds: at least one GPU type is required");
        }
        List<String> pools = new ArrayList<>();
        for (String type : types) {
            if (stock.gpu(type).isEmpty()) {
                throw new Refusal(400, "body.gpuTypeIds: unknown GPU type '" + type + "'");
            }
            String pool = stock.poolOf(type)
                    .orElseThrow(() -> new Refusal(
                            400,
                            "There are no longer any instances available with the requested specifications: " + type));
            if (!pools.contains(pool)) {
                pools.add(pool);
            }
        }
        List<String> excluded = pools.stream()
                .flatMap(pool -> stock.typesIn(pool).stream())
                .filter(type -> !types.contains(type))
                .toList();
        return Docs.with(Docs.with(gpu, "pools", pools), "excludedTypes", excluded);
    }
}
