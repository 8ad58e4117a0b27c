package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the sandbox rents: cards and their pools, CPU flavours, data centers, with the list prices of August 2026.
 *
 * @param gpus in the shape of v2's {@code GpuType}
 * @param cpus in the shape of v2's {@code CpuType}
 */
record Stock(List<Json.Obj> gpus, List<Json.Obj> cpus, Set<String> dataCenters) {

    /** How far a CPU flavour goes. */
    record Flavor(String id, int minVcpus, int maxVcpus, BigDecimal ramGbPerVcpu) {}

    static Stock read(Json.Obj catalog) {
        return new Stock(
                Docs.objects(catalog, "gpus"),
                Docs.objects(catalog, "cpus"),
                Set.copyOf(Docs.texts(catalog, "dataCenterIds")));
    }

    /** With one more card, or with a card replaced. */
    Stock with(Json.Obj gpu) {
        List<Json.Obj> more = new ArrayList<>(gpus);
        more.removeIf(known -> known.string("id").equals(gpu.string("id")));
        more.add(gpu);
        return new Stock(List.copyOf(more), cpus, dataCenters);
    }

    boolean knowsPool(String pool) {
        return !typesIn(pool).isEmpty();
    }

    Optional<Json.Obj> gpu(String id) {
        return gpus.stream().filter(gpu -> id(gpu).equals(id)).findFirst();
    }

    Optional<String> poolOf(String gpuType) {
        return gpu(gpuType).flatMap(gpu -> gpu.string("pool"));
    }

    List<String> typesIn(String pool) {
        return gpus.stream()
                .filter(gpu -> gpu.string("pool").equals(Optional.of(pool)))
                .map(Stock::id)
                .toList();
    }

    /** Types that a GPU selection leaves, pool by pool. */
    List<String> eligible(Json.Obj gpuSelection) {
        List<String> excluded = Docs.texts(gpuSelection, "excludedTypes");
        return Docs.texts(gpuSelection, "pools").stream()
                .flatMap(pool -> typesIn(pool).stream())
                .filter(type -> !excluded.contains(type))
                .toList();
    }

    Optional<Flavor> flavor(String id) {
        return cpus.stream().filter(cpu -> id(cpu).equals(id)).findFirst().map(cpu -> {
            Json.Obj vcpu = Docs.child(cpu, "vcpu");
            return new Flavor(
                    id,
                    Docs.integer(vcpu, "min", 2),
                    Docs.integer(vcpu, "max", 2),
                    Docs.number(cpu, "ramGbPerVcpu").orElse(BigDecimal.ONE));
        });
    }

    private static String id(Json.Obj item) {
        return item.string("id").orElse("");
    }
}
