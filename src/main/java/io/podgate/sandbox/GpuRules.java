package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.List;

/** v2's partial update of the GPU selection. */
final class GpuRules {

    private GpuRules() {}

    static Json.Obj apply(Json.Obj current, Json.Obj said, Stock stock) throws Refusal {
        Json.Obj gpu = current;
        if (said.members().containsKey("pools")) {
            gpu = Docs.with(gpu, "pools", knownPools(said, stock));
            gpu = Docs.with(gpu, "excludedTypes", excludable(said, stock));
        }
        if (said.members().containsKey("count")) {
            gpu = Docs.with(gpu, "count", said.get("count"));
        }
        if (said.members().containsKey("allowedCudaVersions")) {
            gpu = Docs.with(gpu, "allowedCudaVersions", said.get("allowedCudaVersions"));
        }
        if (said.members().containsKey("minCudaVersion")) {
            String floor = said.string("minCudaVersion").orElse("");
            gpu = Docs.with(gpu, "minCudaVersion", floor.isEmpty() ? null : floor);
        }
        if (!Docs.texts(gpu, "allowedCudaVersions").isEmpty()
                && gpu.string("minCudaVersion").isPresent()) {
            throw new Refusal(
                    400, "gpu.allowedCudaVersions and gpu.minCudaVersion are mutually exclusive; clear one of them");
        }
        return gpu;
    }

    private static List<String> knownPools(Json.Obj said, Stock stock) throws Refusal {
        List<String> pools = Docs.texts(said, "pools");
        for (String pool : pools) {
            if (!stock.knowsPool(pool)) {
                throw new Refusal(400, "unknown GPU pool '" + pool + "'");
            }
        }
        return pools;
    }

    /** The exclusions said together with the pools; none said clears those that stood. */
    private static List<String> excludable(Json.Obj said, Stock stock) throws Refusal {
        List<String> pools = Docs.texts(said, "pools");
        List<String> excluded =
                Docs.texts(said, "excludedTypes").stream().map(String::strip).toList();
        for (String type : excluded) {
            if (!stock.poolOf(type).map(pools::contains).orElse(false)) {
                throw new Refusal(400, "excluded type '" + type + "' is not a GPU type in one of the pools " + pools);
            }
        }
        return excluded;
    }
}
