package io.podgate.policy;

import java.math.BigDecimal;
import java.util.Optional;

/** A price that the policy states: it fills a gap of the catalogue, or replaces the list price. */
public sealed interface PriceOverride {

    /** The type's id in RunPod's words. */
    String id();

    /** Whether it wins over a list price. */
    boolean override();

    /**
     * The price of a card.
     *
     * @param pool where it is served; counts only for cards that the catalogue does not know
     * @param perHour USD per GPU-hour
     */
    record Gpu(String id, Optional<String> pool, BigDecimal perHour, boolean override) implements PriceOverride {}

    /**
     * The price of a CPU flavour.
     *
     * @param perVcpuHour USD per vCPU-hour
     */
    record Cpu(String id, BigDecimal perVcpuHour, boolean override) implements PriceOverride {}
}
