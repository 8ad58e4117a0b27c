package io.podgate.admission;

import java.time.Duration;

/** What is known of the circuit breaker between this process and RunPod. */
@FunctionalInterface
public interface UpstreamBreaker {

    View state();

    /** Whether requests go through. */
    enum State {
        /** They do. */
        CLOSED,
        /** One at a time does, to see whether RunPod is back. */
        HALF_OPEN,
        /** None does. */
        OPEN
    }

    /**
     * At one moment.
     *
     * @param since how long it has been so
     */
    record View(State state, Duration since) {}
}
