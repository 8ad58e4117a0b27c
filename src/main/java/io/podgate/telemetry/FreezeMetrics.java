package io.podgate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.podgate.admission.Freezes;
import io.podgate.admission.PolicySource;
import io.podgate.policy.PolicySet;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose updates are frozen; the account's where everybody's are. */
@Singleton
final class FreezeMetrics {

    private final Freezes freezes;
    private final PolicySource policies;
    private final InstantSource clock;
    private final MultiGauge gauge;
    private Map<String, Integer> shown = Map.of();

    FreezeMetrics(Freezes freezes, PolicySource policies, InstantSource clock, MeterRegistry registry) {
        this.freezes = freezes;
        this.policies = policies;
        this.clock = clock;
        this.gauge = MultiGauge.builder("podgate.frozen")
                .description("1 where growth is frozen")
                .register(registry);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void refresh() {
        policies.current().map(this::frozen).filter(now -> !now.equals(shown)).ifPresent(now -> {
            shown = now;
            gauge.register(
                    now.entrySet().stream()
                            .map(each -> MultiGauge.Row.of(Tags.of("team", each.getKey()), each.getValue()))
                            .toList(),
                    true);
        });
    }

    private Map<String, Integer> frozen(PolicySet policy) {
        Map<String, Integer> frozen = new HashMap<>();
        frozen.put(TeamGauge.NO_TEAM, frozen(Optional.empty()));
        policy.teams().forEach(team -> frozen.put(team.name(), frozen(Optional.of(team.name()))));
        return frozen;
    }

    private int frozen(Optional<String> team) {
        return freezes.of(team, clock.instant()).isEmpty() ? 0 : 1;
    }
}
