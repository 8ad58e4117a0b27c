package io.podgate.budget;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Vcpus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Prices an endpoint at its worst, as RunPod bills serverless: per second while a worker runs.
 *
 * <p>{@code workersMax × gpuCount × the dearest card that a worker may get}, on CPU endpoints {@code workersMax × the
 * dearest of vCPUs × the flavour's price}; the floor takes {@code workersMin}.
 */
public final class Pricing {

    private static final String UNSEEN = "its cards, which RunPod does not show";
    private static final GpuSelection NO_CARDS = new GpuSelection.Types(List.of());

    private Pricing() {}

    /** What the endpoint takes at the catalogue's prices, the policy's own included. */
    public static Usage of(EndpointConfig endpoint, Catalog catalog) {
        EndpointConfig config = endpoint.expanded(catalog);
        int workers = config.get(Field.WORKERS_MAX).orElse(0);
        int always = config.get(Field.WORKERS_MIN).orElse(0);
        boolean cpu = isCpu(config);
        int gpusEach = cpu ? 0 : config.get(Field.GPU_COUNT).orElse(1);
        Map<String, Optional<Money>> prices = cpu ? ofFlavors(config, catalog) : ofCards(config, catalog);
        Money dearest = Money.ZERO;
        Set<String> unpriced = new TreeSet<>();
        for (Map.Entry<String, Optional<Money>> price : prices.entrySet()) {
            dearest = dearest.max(price.getValue().orElse(Money.ZERO));
            if (price.getValue().isEmpty()) {
                unpriced.add(price.getKey());
            }
        }
        if (!unpriced.isEmpty()) {
            dearest = dearest.max(dearestKnown(config, catalog, cpu));
        }
        return new Usage(
                workers,
                always,
                cpu ? dearest : dearest.times(gpusEach),
                gpusEach,
                cards(config),
                Math.max(workers, always) == 0 ? Set.of() : unpriced);
    }

    /** None where they are not known. */
    private static Set<String> cards(EndpointConfig config) {
        return config.get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Types(List<String> types)
                ? Set.copyOf(types)
                : Set.copyOf(config.get(Field.CPU_FLAVORS).orElse(List.of()));
    }

    private static boolean isCpu(EndpointConfig config) {
        return !config.knows(Field.GPU_TYPES) && (config.knows(Field.CPU_FLAVORS) || config.knows(Field.VCPU_COUNT));
    }

    private static Map<String, Optional<Money>> ofCards(EndpointConfig config, Catalog catalog) {
        Map<String, Optional<Money>> prices = new LinkedHashMap<>();
        switch (config.get(Field.GPU_TYPES).orElse(NO_CARDS)) {
            case GpuSelection.Types(List<String> types) ->
                types.forEach(type -> prices.put(
                        type,
                        catalog.gpu(type).flatMap(Catalog.GpuType::perHour).map(Money::new)));
            case GpuSelection.Pools(List<String> pools, List<String> excluded) ->
                pools.forEach(pool -> prices.put("pool " + pool, Optional.empty()));
        }
        if (prices.isEmpty()) {
            prices.put(UNSEEN, Optional.empty());
        }
        return prices;
    }

    /** Per worker, so with the flavour's vCPUs in it. */
    private static Map<String, Optional<Money>> ofFlavors(EndpointConfig config, Catalog catalog) {
        Map<String, Optional<Money>> prices = new LinkedHashMap<>();
        Optional<Vcpus> vcpus = config.get(Field.VCPU_COUNT);
        for (String flavor : config.get(Field.CPU_FLAVORS).orElse(List.of())) {
            Optional<Money> perVcpu =
                    catalog.cpu(flavor).flatMap(Catalog.CpuType::perVcpuHour).map(Money::new);
            prices.put(flavor, vcpus.flatMap(counts -> perVcpu.map(price -> price.times(counts.of(flavor)))));
        }
        if (prices.isEmpty()) {
            prices.put(UNSEEN, Optional.empty());
        }
        return prices;
    }

    /** Of one GPU, or of the endpoint's vCPUs, whatever kind they are. */
    private static Money dearestKnown(EndpointConfig config, Catalog catalog, boolean cpu) {
        Money dearest = Money.ZERO;
        if (cpu) {
            int vcpus = config.get(Field.VCPU_COUNT).map(Vcpus::max).orElse(1);
            for (Catalog.CpuType type : catalog.cpus()) {
                dearest = dearest.max(
                        type.perVcpuHour().map(Money::new).orElse(Money.ZERO).times(vcpus));
            }
        } else {
            for (Catalog.GpuType type : catalog.gpus()) {
                dearest = dearest.max(type.perHour().map(Money::new).orElse(Money.ZERO));
            }
        }
        return dearest;
    }
}
