package io.podgate.policy;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The one RunPod account behind the key. Empty is no cap.
 *
 * @param workers the pool that all endpoints share
 * @param burnRate USD per hour, worst case, all endpoints
 */
public record Account(Optional<Integer> workers, Optional<BigDecimal> burnRate) {

    /** Without any cap. */
    public static final Account UNCAPPED = new Account(Optional.empty(), Optional.empty());

    boolean caps() {
        return workers.isPresent() || burnRate.isPresent();
    }
}
