package io.podgate.runpod;

import io.podgate.admission.UpstreamListener;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A single exchange behind SmallRye's bulkhead and circuit breaker, with a timeout inside. The breaker counts
 * connection failures, timeouts and 5xx; a 4xx and even a 429 are signs of life.
 */
final class GuardedHttp {

    /** How long the breaker stays open before it lets one probe through. */
    static final Duration BREAK = Duration.ofSeconds(5);

    private static final int BREAKER_WINDOW = 20;
    private static final double BREAKER_RATIO = 0.5;
    private static final int QUEUED_PER_PERMIT = 8;

    private final RunpodHttp http;
    private final UpstreamListener listener;
    private final TypedGuard<Uni<Answer>> guard;

    GuardedHttp(RunpodHttp http, int maxInFlight, UpstreamListener listener) {
        this.http = http;
        this.listener = listener;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Answer>>() {})
                .withDescription("runpod")
                .withBulkhead()
                .limit(maxInFlight)
                .queueSize(maxInFlight * QUEUED_PER_PERMIT)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .failureRatio(BREAKER_RATIO)
                .delay(BREAK.toMillis(), ChronoUnit.MILLIS)
                .failOn(List.of(ExchangeFailure.class, TimeoutException.class))
                .onStateChange(state -> listener.breaker(name(state)))
                .done()
                .build();
    }

    /** Fails with an {@link ExchangeFailure} or one of MicroProfile's fault tolerance exceptions. */
    Uni<Answer> send(Exchange exchange, Duration atMost) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return guard.get(supplier(exchange, atMost))
                    .onItemOrFailure()
                    .invoke((answer, failure) -> listener.exchanged(
                            exchange.operation(),
                            status(answer, failure),
                            Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    /**
     * The timeout stands inside the guard, so that the breaker counts it, and cancels, so that the exchange is reset.
     */
    private Supplier<Uni<Answer>> supplier(Exchange exchange, Duration atMost) {
        return () -> http.send(exchange)
                .ifNoItem()
                .after(atMost)
                .failWith(() -> new TimeoutException("no answer within " + atMost.toMillis() + " ms"));
    }

    private static String status(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return String.valueOf(answer.status());
        }
        return switch (failure) {
            case ExchangeFailure.ServerError error ->
                String.valueOf(error.answer().status());
            case ExchangeFailure.NotSent n -> "unreachable";
            case TimeoutException t -> "timeout";
            case CircuitBreakerOpenException o -> "prevented";
            case BulkheadException b -> "prevented";
            case null, default -> "cut";
        };
    }

    private static String name(CircuitBreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
