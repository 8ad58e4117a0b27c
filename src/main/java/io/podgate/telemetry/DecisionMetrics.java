package io.podgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionListener;
import io.podgate.admission.DoorListener;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Outcome;
import io.podgate.admission.UpdateRequest;
import io.podgate.policy.Caller;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Counts decisions, and says aloud what should not pass unseen. */
@Singleton
final class DecisionMetrics implements DecisionListener, LimitListener, DoorListener {

    private static final Logger LOG = Logger.getLogger(DecisionMetrics.class);
    private static final String PLATFORM = "platform";
    private static final String NOBODYS = "";

    private record Update(String team, String dialect, String outcome) {}

    private record Objection(String team, String rule, String enforcement) {}

    private final MeterRegistry registry;
    private final Timer decisionTime;
    private final Counter sentAway;
    private final Map<Update, Counter> updates = new ConcurrentHashMap<>();
    private final Map<Objection, Counter> objections = new ConcurrentHashMap<>();

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.decisionTime = Timer.builder("podgate.decision")
                .description("Podgate's own time for one update, RunPod excluded")
                .publishPercentileHistogram(false)
                .register(registry);
        this.sentAway = Counter.builder("podgate.shed")
                .description("Requests that were sent away because too many were under way")
                .register(registry);
    }

    @Override
    public void decided(Decision decision) {
        UpdateRequest request = decision.request();
        String team = request.caller().team().orElse(PLATFORM);
        String outcome = decision.outcome().label();
        count(new Update(team, request.dialect(), outcome));
        decisionTime.record(decision.ownTime());
        decision.violations()
                .forEach(violation -> violation.rule().ifPresent(rule -> countViolation(team, rule, "deny")));
        decision.leniency()
                .tolerated()
                .forEach(tolerated -> tolerated
                        .violation()
                        .rule()
                        .ifPresent(rule -> countViolation(
                                team, rule, tolerated.enforcement().key())));
        decision.warnedBy().forEach(rule -> countViolation(team, rule, "warn"));
        if (decision.outcome() instanceof Outcome.RateLimited(Outcome.Scope scope, Duration wait)
                && scope != Outcome.Scope.CALLER) {
            countLimited(request.caller(), scope);
        }
        if (decision.outcome() instanceof Outcome.Bug(Throwable cause)) {
            LOG.errorf(cause, "decision %s ended in a bug", request.decisionId());
        }
        if (!decision.differences().isEmpty()) {
            registry.counter("podgate.answer.differences", "team", team).increment();
            LOG.warnf(
                    "decision %s: RunPod's answer for endpoint %s differs from what was intended in %s",
                    request.decisionId(), request.endpointId(), decision.differences());
        }
        if (decision.outcome() instanceof Outcome.Unknown unknown) {
            LOG.warnf(
                    "decision %s: whether the update of endpoint %s was applied is not known: %s",
                    request.decisionId(), request.endpointId(), unknown.detail());
        }
    }

    @Override
    public void strangerAsked(String dialect) {
        count(new Update(NOBODYS, dialect, DoorListener.OUTCOME));
    }

    @Override
    public void sentAway() {
        sentAway.increment();
    }

    private void count(Update update) {
        updates.computeIfAbsent(update, this::counter).increment();
    }

    private Counter counter(Update update) {
        return Counter.builder("podgate.updates")
                .description("Updates by how they ended")
                .tag("team", update.team())
                .tag("dialect", update.dialect())
                .tag("outcome", update.outcome())
                .register(registry);
    }

    private void countViolation(String team, String rule, String enforcement) {
        objections
                .computeIfAbsent(new Objection(team, rule, enforcement), this::counter)
                .increment();
    }

    private Counter counter(Objection objection) {
        return registry.counter(
                "podgate.violations",
                "team",
                objection.team(),
                "rule",
                objection.rule(),
                "enforcement",
                objection.enforcement());
    }

    @Override
    public void turnedAway(Caller caller) {
        countLimited(caller, Outcome.Scope.CALLER);
    }

    @Override
    public void turnedAway(Caller caller, Outcome.Scope scope) {
        countLimited(caller, scope);
    }

    private void countLimited(Caller caller, Outcome.Scope scope) {
        String team = caller.team().orElse(PLATFORM);
        registry.counter("podgate.rate.limited", "team", team, "caller", caller.name(), "scope", scope.label())
                .increment();
    }
}
