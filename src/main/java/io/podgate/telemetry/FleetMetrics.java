package io.podgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podgate.admission.FleetListener;
import io.podgate.admission.PolicySource;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/** Counts what changed without this gateway, and says what it was; never to which value, which may be a secret. */
@Singleton
final class FleetMetrics implements FleetListener {

    private static final Logger LOG = Logger.getLogger(FleetMetrics.class);

    private final PolicySource policies;
    private final MeterRegistry registry;

    FleetMetrics(PolicySource policies, MeterRegistry registry) {
        this.policies = policies;
        this.registry = registry;
    }

    @Override
    public void changedOutOfBand(Endpoint now, Set<Field<?>> fields) {
        LOG.infof("endpoint %s was changed at RunPod, not through this gateway: %s", now.id(), fields);
        Counter.builder("podgate.out.of.band.changes")
                .description("Endpoints that were found otherwise than this gateway left them")
                .tag("team", team(now))
                .register(registry)
                .increment();
    }

    private String team(Endpoint endpoint) {
        return policies.current()
                .flatMap(policy -> policy.owner(endpoint.id(), endpoint.name()).owner())
                .map(Team::name)
                .orElse(TeamGauge.NO_TEAM);
    }
}
