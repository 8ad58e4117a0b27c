package io.podgate.app;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Event;
import io.podgate.admission.PolicySource;
import io.podgate.policy.PolicyDocument;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyPoll;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyWatcher;
import io.podgate.rehearsal.Rehearsal;
import io.podgate.sandbox.BuiltIn;
import io.podgate.telemetry.AgeMetrics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The policy in force, looked for now and then, and what is to be said when it changes or breaks. */
@Singleton
public final class WatchedPolicy implements PolicySource {

    private static final Logger LOG = Logger.getLogger(WatchedPolicy.class);
    private static final int AFTER_THE_DEMO_BEFORE_ALL_ELSE = -15;

    private final PolicyWatcher watcher;
    private final String source;
    private final AgeMetrics metrics;
    private final InstantSource clock;
    private volatile Optional<AuditTrail> trail = Optional.empty();
    private volatile Optional<Held> inForce = Optional.empty();

    private record Held(PolicyPoll.Loaded loaded, Instant since) {}

    WatchedPolicy(PolicyConfig config, AgeMetrics metrics, InstantSource clock) {
        this.watcher = new PolicyWatcher(
                config.path(),
                (candidate, tests) -> Rehearsal.failures(candidate, tests, BuiltIn.catalog(), clock.instant()));
        this.source = config.path().toString();
        this.metrics = metrics;
        this.clock = clock;
        metrics.policyErrors(() -> errors().size());
    }

    void start(@Observes @Priority(AFTER_THE_DEMO_BEFORE_ALL_ELSE) StartupEvent event) {
        poll();
    }

    @Override
    public Optional<PolicySet> current() {
        return watcher.current();
    }

    @Override
    public List<PolicyDocument> documents() {
        return inForce.map(held -> held.loaded().documents()).orElse(List.of());
    }

    /** From now on the trail is told which policy is in force, at every look. */
    void tell(AuditTrail listening) {
        trail = Optional.of(listening);
        tell();
    }

    private void tell() {
        trail.ifPresent(listening -> inForce.ifPresent(held -> listening.record(new Event.PolicyInForce(
                clock.instant(),
                held.loaded().policy().revision(),
                source,
                held.loaded().documents()))));
    }

    @Override
    public Optional<Instant> since() {
        return inForce.map(Held::since);
    }

    @Override
    public List<PolicyError> errors() {
        return watcher.errors();
    }

    @Scheduled(every = "${podgate.policy.poll:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        poll();
    }

    private void poll() {
        switch (watcher.poll()) {
            case PolicyPoll.Unchanged unchanged -> {}
            case PolicyPoll.Unsettled unsettled -> LOG.debug("the policy files are changing");
            case PolicyPoll.Loaded loaded -> {
                PolicySet policy = loaded.policy();
                inForce = Optional.of(new Held(loaded, clock.instant()));
                LOG.infof("policy revision %s is in force", policy.revision());
                loaded.warnings().forEach(warning -> LOG.warnf("policy: %s", warning));
                metrics.policyInForce(policy.revision());
            }
            case PolicyPoll.Broken(List<PolicyError> errors) -> {
                LOG.errorf(
                        "the policy is not taken over; %s",
                        current().isPresent() ? "the last good one stays" : "not ready");
                errors.forEach(error -> LOG.errorf("policy: %s", error));
                metrics.policyReloadFailed();
            }
        }
        tell();
    }
}
