package io.podgate.app;

import io.podgate.admission.AuditTrail;
import io.podgate.identity.Issuers;
import io.podgate.runpod.RunpodBeans;
import io.podgate.telemetry.AgeMetrics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Makes what a first request would otherwise have to wait for, and ends the start where the configuration cannot mean
 * anything. What may still come, a key or a policy, is waited for instead: readiness says what is missing.
 */
final class Boot {

    private static final Logger LOG = Logger.getLogger(Boot.class);
    private static final int AFTER_THE_DEMO_BEFORE_THE_SCHEDULER = -10;

    void start(
            @Observes @Priority(AFTER_THE_DEMO_BEFORE_THE_SCHEDULER) StartupEvent event,
            Instance<RunpodBeans> runpods,
            WatchedPolicy policy,
            AuditTrail trail,
            AgeMetrics metrics,
            Issuers issuers,
            Config config) {
        Ranges.hold(config);
        Store.kind(config);
        RunpodBeans runpod = made(runpods);
        metrics.age("podgate.fleet.age.seconds", runpod::fleetListed);
        metrics.age("podgate.catalog.age.seconds", runpod::catalogRead);
        metrics.age("podgate.billing.age.seconds", runpod::billsRead);
        issuers.keysRead().forEach(metrics::keysAge);
        metrics.issuersMissing(() -> issuers.missing().size());
        runpod.trouble().ifPresent(LOG::warn);
        policy.tell(trail);
        LOG.debugf("policy loaded: %b, trail recording: %b", policy.current().isPresent(), trail.recording());
    }

    private static RunpodBeans made(Instance<RunpodBeans> runpods) {
        try {
            return runpods.get();
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage());
        }
    }
}
