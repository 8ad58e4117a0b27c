package io.podgate.budget;

import java.math.BigDecimal;

/** A line on which an update grows, and which may not come above its cap by that. */
public record Demand(String line, BigDecimal cap) {}
