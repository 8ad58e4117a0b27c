package io.podgate.runpod;

import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** The breaker let it not through, and will let nothing through for as long as it says. */
final class BreakerOpen extends CircuitBreakerOpenException {

    private static final long serialVersionUID = 1L;

    private final Duration left;

    BreakerOpen(Duration left) {
        this.left = left;
    }

    Duration left() {
        return left;
    }
}
