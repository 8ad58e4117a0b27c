package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.UpstreamBreaker;
import io.podgate.admission.UpstreamListener;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A single exchange behind SmallRye's bulkhead and circuit breaker, with a timeout inside. The breaker counts
 * connection failures, timeouts and 5xx; a 4xx and even a 429 are signs of life. Who waits for a permit waits no longer
 * than the deadline, and is not sent any more after that.
 *
 * <p>What is read back to settle an update has a few permits of its own and passes the breaker, open or not:
 * reservations wait for it, and neither a full house nor an outage is to strand them.
 */
final class GuardedHttp implements Line {

    private static final Logger LOG = Logger.getLogger(GuardedHttp.class);

    private static final int BREAKER_WINDOW = 20;
    private static final double BREAKER_RATIO = 0.5;
    private static final int QUEUED_PER_PERMIT = 8;
    private static final int PERMITS_PER_READ_BACK = 8;
    private static final int FEWEST_READ_BACKS = 2;

    private final Vertx vertx;
    private final RunpodHttp http;
    private final Duration requestTimeout;
    private final UpstreamListener listener;
    private final Breaker breaker;
    private final TypedGuard<Uni<Answer>> guard;
    private final TypedGuard<Uni<Answer>> readBacks;

    /** Of an exchange that may have to wait for its permit. */
    private enum Turn {
        ASKING,
        WAITING,
        CAME,
        GIVEN_UP
    }

    GuardedHttp(Vertx vertx, RunpodHttp http, RunpodConfig config, UpstreamListener listener) {
        int maxInFlight = config.maxInFlight();
        this.vertx = vertx;
        this.http = http;
        this.requestTimeout = config.requestTimeout();
        this.listener = listener;
        Breaker told = new Breaker(System::nanoTime);
        this.breaker = told;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Answer>>() {})
                .withDescription("runpod")
                .withThreadOffload(false)
                .withBulkhead()
                .limit(maxInFlight)
                .queueSize(maxInFlight * QUEUED_PER_PERMIT)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKER_WINDOW)
                .failureRatio(BREAKER_RATIO)
                .delay(Breaker.DELAY.toMillis(), ChronoUnit.MILLIS)
                .failOn(ExchangeFailure.class)
                .onStateChange(state -> {
                    told.is(state);
                    listener.breaker(name(state));
                })
                .done()
                .build();
        int readBackPermits = Math.max(FEWEST_READ_BACKS, maxInFlight / PERMITS_PER_READ_BACK);
        this.readBacks = TypedGuard.create(new TypeLiteral<Uni<Answer>>() {})
                .withDescription("runpod-read-back")
                .withThreadOffload(false)
                .withBulkhead()
                .limit(readBackPermits)
                .queueSize(maxInFlight * QUEUED_PER_PERMIT)
                .done()
                .build();
    }

    /** Whether anything goes through. */
    UpstreamBreaker breaker() {
        return breaker;
    }

    @Override
    public Uni<Answer> send(Exchange exchange, Errand errand) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return guarded(exchange, errand)
                    .onItemOrFailure()
                    .invoke((answer, failure) -> told(exchange, answer, failure, begun));
        });
    }

    private void told(Exchange exchange, @Nullable Answer answer, @Nullable Throwable failure, long begun) {
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        listener.exchanged(exchange.operation(), status(answer, failure), time);
        if (answer == null) {
            return;
        }
        if (Verdicts.concernsAccount(answer.status())) {
            LOG.errorf(
                    "RunPod refuses this gateway's account: %d to %s; look at podgate.runpod.api-key",
                    answer.status(), exchange.operation());
        }
    }

    private Uni<Answer> guarded(Exchange exchange, Errand errand) {
        boolean readsBack = errand.urgency() == Errand.Urgency.SETTLE;
        return under(readsBack ? readBacks : guard, exchange, errand.deadline())
                .onFailure(CircuitBreakerOpenException.class)
                .transform(prevented -> new BreakerOpen(breaker.left()));
    }

    private Uni<Answer> under(TypedGuard<Uni<Answer>> guard, Exchange exchange, Deadline deadline) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicReference<Turn> turn = new AtomicReference<>(Turn.ASKING);
            Context home = vertx.getOrCreateContext();
            Cancellable under = guard.get(() -> sent(exchange, deadline, turn, home))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            if (turn.compareAndSet(Turn.ASKING, Turn.WAITING)) {
                long timer = vertx.setTimer(millis(deadline.remaining()), fired -> {
                    if (turn.compareAndSet(Turn.WAITING, Turn.GIVEN_UP)) {
                        emitter.fail(new BulkheadException("no permit before the deadline"));
                    }
                });
                emitter.onTermination(() -> {
                    vertx.cancelTimer(timer);
                    under.cancel();
                });
            } else {
                emitter.onTermination(under::cancel);
            }
        });
    }

    /**
     * At once where there is a permit; whoever had to wait is called by another exchange's end, and goes home first.
     */
    private Uni<Answer> sent(Exchange exchange, Deadline deadline, AtomicReference<Turn> turn, Context home) {
        Uni<Answer> sent = Uni.createFrom()
                .deferred(() -> turn.getAndUpdate(was -> was == Turn.GIVEN_UP ? was : Turn.CAME) == Turn.GIVEN_UP
                        ? Uni.createFrom().failure(new BulkheadException("nobody waits any more"))
                        : http.send(exchange, atMost(deadline)));
        return turn.get() == Turn.ASKING
                ? sent
                : sent.runSubscriptionOn(task -> home.runOnContext(called -> task.run()));
    }

    private Duration atMost(Deadline deadline) {
        Duration left = deadline.remaining();
        return left.compareTo(requestTimeout) < 0 ? left : requestTimeout;
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private static String status(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return String.valueOf(answer.status());
        }
        return switch (failure) {
            case ExchangeFailure.ServerError error ->
                String.valueOf(error.answer().status());
            case ExchangeFailure.NotSent n -> "unreachable";
            case ExchangeFailure.TimedOut t -> "timeout";
            case CircuitBreakerOpenException o -> "prevented";
            case BulkheadException b -> "prevented";
            case null, default -> "cut";
        };
    }

    private static String name(CircuitBreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
