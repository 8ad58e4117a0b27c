package io.podgate.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podgate.admission.Drift;
import io.podgate.admission.DriftListener;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Counts the endpoints that stand otherwise than the last update left them, and says which. */
@Singleton
final class DriftMetrics implements DriftListener {

    private static final Logger LOG = Logger.getLogger(DriftMetrics.class);

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> late = new ConcurrentHashMap<>();

    DriftMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void drifted(Drift drift) {
        LOG.warnf(
                "endpoint %s stands as decision %s left it, which landed late, after %s",
                drift.endpointId(),
                drift.late(),
                drift.newer().map(newer -> "decision " + newer).orElse("it was said to have failed"));
        of(drift).incrementAndGet();
    }

    @Override
    public void over(Drift drift) {
        of(drift).decrementAndGet();
    }

    private AtomicInteger of(Drift drift) {
        return late.computeIfAbsent(drift.team().orElse(TeamGauge.NO_TEAM), team -> {
            AtomicInteger count = new AtomicInteger();
            Gauge.builder("podgate.drift", count, AtomicInteger::get)
                    .description("Endpoints that stand otherwise than the last update left them")
                    .tag("team", team)
                    .tag("rule", "late")
                    .register(registry);
            return count;
        });
    }
}
