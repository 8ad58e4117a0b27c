package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.CpuType;
import io.podgate.endpoint.Catalog.GpuType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the policy's prices into the catalogue; what RunPod says of pools and sizes stays. */
final class EffectivePrices {

    /** RunPod's own smallest; a flavour known only from a policy has no largest. */
    private static final int MIN_VCPUS = 2;

    private EffectivePrices() {}

    static Catalog in(Catalog live, List<PriceOverride> prices) {
        if (prices.isEmpty()) {
            return live;
        }
        Map<String, GpuType> gpus = new LinkedHashMap<>();
        live.gpus().forEach(gpu -> gpus.put(gpu.id(), gpu));
        Map<String, CpuType> cpus = new LinkedHashMap<>();
        live.cpus().forEach(cpu -> cpus.put(cpu.id(), cpu));
        for (PriceOverride price : prices) {
            switch (price) {
                case PriceOverride.Gpu gpu -> gpus.merge(gpu.id(), added(gpu), (known, added) -> priced(known, gpu));
                case PriceOverride.Cpu cpu -> cpus.merge(cpu.id(), added(cpu), (known, added) -> priced(known, cpu));
            }
        }
        return new Catalog(List.copyOf(gpus.values()), List.copyOf(cpus.values()));
    }

    private static GpuType added(PriceOverride.Gpu price) {
        return new GpuType(price.id(), price.pool(), Optional.of(price.perHour()));
    }

    private static CpuType added(PriceOverride.Cpu price) {
        return new CpuType(price.id(), MIN_VCPUS, Integer.MAX_VALUE, Optional.of(price.perVcpuHour()));
    }

    private static GpuType priced(GpuType known, PriceOverride.Gpu price) {
        return new GpuType(known.id(), known.pool(), chosen(known.perHour(), price.perHour(), price.override()));
    }

    private static CpuType priced(CpuType known, PriceOverride.Cpu price) {
        return new CpuType(
                known.id(),
                known.minVcpus(),
                known.maxVcpus(),
                chosen(known.perVcpuHour(), price.perVcpuHour(), price.override()));
    }

    private static Optional<BigDecimal> chosen(Optional<BigDecimal> list, BigDecimal stated, boolean override) {
        return override ? Optional.of(stated) : list.or(() -> Optional.of(stated));
    }
}
