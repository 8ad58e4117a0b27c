package io.podgate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.podgate.admission.Drift;
import io.podgate.admission.DriftListener;
import io.podgate.admission.DriftWatch;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Counts what stands otherwise than it should, and says aloud what landed late. */
@Singleton
final class DriftMetrics implements DriftListener {

    private static final Logger LOG = Logger.getLogger(DriftMetrics.class);

    private final DriftWatch watch;
    private Set<TeamGauge.Row> shown = Set.of();
    private final TeamGauge drift;

    DriftMetrics(DriftWatch watch, MeterRegistry registry) {
        this.watch = watch;
        this.drift = new TeamGauge("podgate.drift", "What stands otherwise than it should", "rule", registry);
    }

    @Override
    public void drifted(Drift drift) {
        LOG.warnf(
                "endpoint %s stands as decision %s left it, which landed late, after %s",
                drift.endpointId(),
                drift.late(),
                drift.newer().map(newer -> "decision " + newer).orElse("it was said to have failed"));
        refresh();
    }

    @Override
    public void over(Drift drift) {
        LOG.infof("endpoint %s does not stand any more as decision %s left it", drift.endpointId(), drift.late());
        refresh();
    }

    /** Rules that an endpoint once broke keep their series, at zero, so that it is seen to be over. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void refresh() {
        Map<TeamGauge.Row, Double> rows = new HashMap<>();
        shown.forEach(row -> rows.put(row, 0.0));
        watch.known()
                .forEach(each -> rows.merge(
                        new TeamGauge.Row(each.team().orElse(TeamGauge.NO_TEAM), each.rule()), 1.0, Double::sum));
        shown = Set.copyOf(rows.keySet());
        drift.show(rows);
    }
}
