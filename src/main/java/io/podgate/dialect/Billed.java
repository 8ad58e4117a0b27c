package io.podgate.dialect;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What RunPod has billed one endpoint for one day.
 *
 * @param since when the day began; empty where RunPod does not say, and then it is of the time that was asked for
 * @param usd exactly as RunPod says it
 */
public record Billed(String endpointId, Optional<Instant> since, BigDecimal usd) {}
