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
 * dearest of vCPUs × the flavour's price}, of each flavour its largest size; the floor takes {@code workersMin}.
 */
public final class Pricing {

    /** Of a flavour whose range is not known: as many as RunPod's largest have. */
    private static final int MOST_VCPUS = 32;

    private static final String UNSEEN = "its cards" + Usage.NOT_SHOWN;
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
            dearest = dearest.max(cpu ? dearestCpu(config, catalog) : dearestGpu(catalog));
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
        Map<String, List<Integer>> sizes =
                vcpus.<Map<String, List<Integer>>>map(Vcpus::byFlavor).orElse(Map.of());
        for (String flavor : config.get(Field.CPU_FLAVORS).orElse(List.of())) {
            Optional<Money> perVcpu =
                    catalog.cpu(flavor).flatMap(Catalog.CpuType::perVcpuHour).map(Money::new);
            Optional<Integer> largest =
                    Optional.ofNullable(sizes.get(flavor)).map(List::getFirst).or(() -> vcpus.map(Vcpus::max));
            boolean unsized = perVcpu.isPresent() && largest.isEmpty();
            prices.put(
                    unsized ? "the vCPUs of " + flavor + Usage.NOT_SHOWN : flavor,
                    largest.flatMap(count -> perVcpu.map(price -> price.times(count))));
        }
        if (prices.isEmpty()) {
            prices.put(UNSEEN, Optional.empty());
        }
        return prices;
    }

    /** Of one GPU, whatever kind it is. */
    private static Money dearestGpu(Catalog catalog) {
        Money dearest = Money.ZERO;
        for (Catalog.GpuType type : catalog.gpus()) {
            dearest = dearest.max(type.perHour().map(Money::new).orElse(Money.ZERO));
        }
        return dearest;
    }

    /** Of a worker in the largest size that it may be: on its own flavours where just the sizes are not known. */
    private static Money dearestCpu(EndpointConfig config, Catalog catalog) {
        List<String> flavors = config.get(Field.CPU_FLAVORS).orElse(List.of());
        Optional<Integer> shown = config.get(Field.VCPU_COUNT).map(Vcpus::max);
        int largest = shown.orElseGet(() ->
                flavors.stream().mapToInt(flavor -> most(flavor, catalog)).max().orElse(MOST_VCPUS));
        Money dearest = Money.ZERO;
        Money dearestOwn = Money.ZERO;
        int own = 0;
        for (Catalog.CpuType type : catalog.cpus()) {
            if (type.perVcpuHour().isPresent()) {
                Money price = new Money(type.perVcpuHour().get());
                dearest = dearest.max(price.times(largest));
                if (flavors.contains(type.id())) {
                    dearestOwn = dearestOwn.max(price.times(most(type.id(), catalog)));
                    own++;
                }
            }
        }
        return shown.isEmpty() && own > 0 && own == flavors.size() ? dearestOwn : dearest;
    }

    private static int most(String flavor, Catalog catalog) {
        return catalog.cpu(flavor)
                .map(Catalog.CpuType::maxVcpus)
                .filter(most -> most < Integer.MAX_VALUE)
                .orElse(MOST_VCPUS);
    }
}
