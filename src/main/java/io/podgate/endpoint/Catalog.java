package io.podgate.endpoint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What RunPod rents: which card is in which pool, which CPU flavours there are, and list prices. It grows, so nothing
 * of it is ever hard-coded.
 */
public final class Catalog {

    private static final Catalog EMPTY = new Catalog(List.of(), List.of());

    private final Map<String, GpuType> gpus;
    private final Map<String, CpuType> cpus;
    private final Map<String, List<String>> typesByPool;

    /**
     * A card.
     *
     * @param pool the serverless pool; empty where the type is in none
     * @param perHour USD per GPU-hour, serverless list price; empty is unknown, not free
     */
    public record GpuType(String id, Optional<String> pool, Optional<BigDecimal> perHour) {}

    /**
     * A kind of CPU worker.
     *
     * @param maxVcpus {@link Integer#MAX_VALUE} where no largest size is known
     * @param perVcpuHour USD per vCPU-hour, serverless list price; empty is unknown, not free
     */
    public record CpuType(String id, int minVcpus, int maxVcpus, Optional<BigDecimal> perVcpuHour) {}

    public Catalog(List<GpuType> gpus, List<CpuType> cpus) {
        Map<String, GpuType> gpusById = new LinkedHashMap<>();
        Map<String, List<String>> byPool = new LinkedHashMap<>();
        for (GpuType gpu : gpus) {
            gpusById.put(gpu.id(), gpu);
            gpu.pool()
                    .ifPresent(pool ->
                            byPool.computeIfAbsent(pool, p -> new ArrayList<>()).add(gpu.id()));
        }
        Map<String, CpuType> cpusById = new LinkedHashMap<>();
        cpus.forEach(cpu -> cpusById.put(cpu.id(), cpu));
        this.gpus = gpusById;
        this.cpus = cpusById;
        this.typesByPool = byPool;
    }

    /** Knows nothing. */
    public static Catalog empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return gpus.isEmpty() && cpus.isEmpty();
    }

    public Optional<GpuType> gpu(String id) {
        return Optional.ofNullable(gpus.get(id));
    }

    public Optional<CpuType> cpu(String id) {
        return Optional.ofNullable(cpus.get(id));
    }

    public List<GpuType> gpus() {
        return List.copyOf(gpus.values());
    }

    public List<CpuType> cpus() {
        return List.copyOf(cpus.values());
    }

    /** Ids of the pool's types; empty where the pool is unknown. */
    public List<String> typesIn(String pool) {
        return typesByPool.getOrDefault(pool, List.of());
    }

    public Optional<String> poolOf(String gpuType) {
        return gpu(gpuType).flatMap(GpuType::pool);
    }
}
