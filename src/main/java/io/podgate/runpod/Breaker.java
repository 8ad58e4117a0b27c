package io.podgate.runpod;

import io.podgate.admission.UpstreamBreaker;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the circuit breaker says of itself, and since when. */
final class Breaker implements UpstreamBreaker {

    /** How long it stays open before it lets one probe through. */
    static final Duration DELAY = Duration.ofSeconds(5);

    /** While a probe is under way its end may come at any moment. */
    private static final Duration PROBING = Duration.ofSeconds(1);

    private record Known(CircuitBreakerState state, long since) {}

    private final LongSupplier nanoTime;
    private volatile Known known;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.known = new Known(CircuitBreakerState.CLOSED, nanoTime.getAsLong());
    }

    void is(CircuitBreakerState state) {
        known = new Known(state, nanoTime.getAsLong());
    }

    @Override
    public View state() {
        Known now = known;
        State state = switch (now.state()) {
            case CLOSED -> State.CLOSED;
            case HALF_OPEN -> State.HALF_OPEN;
            case OPEN -> State.OPEN;
        };
        return new View(state, Duration.ofNanos(nanoTime.getAsLong() - now.since()));
    }

    /** How long it is before anything may come through. */
    Duration left() {
        Known now = known;
        if (now.state() != CircuitBreakerState.OPEN) {
            return PROBING;
        }
        Duration left = DELAY.minusNanos(nanoTime.getAsLong() - now.since());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
