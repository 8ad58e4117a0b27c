package io.podgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionListener;
import io.podgate.admission.Outcome;
import io.podgate.admission.UpdateRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Counts decisions, and says aloud what should not pass unseen. */
@Singleton
final class DecisionMetrics implements DecisionListener {

    private static final Logger LOG = Logger.getLogger(DecisionMetrics.class);
    private static final String PLATFORM = "platform";

    private record Update(String team, String dialect, String outcome) {}

    private final MeterRegistry registry;
    private final Timer decisionTime;
    private final Map<Update, Counter> updates = new ConcurrentHashMap<>();

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.decisionTime = Timer.builder("podgate.decision")
                .description("Podgate's own time for one update, RunPod excluded")
                .publishPercentileHistogram(false)
                .register(registry);
    }

    @Override
    public void decided(Decision decision) {
        UpdateRequest request = decision.request();
        String team = request.caller().team().orElse(PLATFORM);
        String outcome = decision.outcome().label();
        updates.computeIfAbsent(new Update(team, request.dialect(), outcome), this::counter)
                .increment();
        decisionTime.record(decision.ownTime());
        decision.violations().forEach(violation -> violation.rule().ifPresent(rule -> countViolation(team, rule)));
        if (decision.outcome() instanceof Outcome.RateLimited limited) {
            countLimited(team, request.caller().name(), limited.scope().name().toLowerCase(Locale.ROOT));
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

    private Counter counter(Update update) {
        return Counter.builder("podgate.updates")
                .description("Updates by how they ended")
                .tag("team", update.team())
                .tag("dialect", update.dialect())
                .tag("outcome", update.outcome())
                .register(registry);
    }

    private void countViolation(String team, String rule) {
        registry.counter("podgate.violations", "team", team, "rule", rule, "enforcement", "deny")
                .increment();
    }

    private void countLimited(String team, String caller, String scope) {
        registry.counter("podgate.rate.limited", "team", team, "caller", caller, "scope", scope)
                .increment();
    }
}
