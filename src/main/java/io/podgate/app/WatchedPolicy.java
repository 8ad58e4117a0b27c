package io.podgate.app;

import io.podgate.admission.PolicySource;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyPoll;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyWatcher;
import io.podgate.telemetry.AgeMetrics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The policy in force, looked for now and then, and what is to be said when it changes or breaks. */
@Singleton
public final class WatchedPolicy implements PolicySource {

    private static final Logger LOG = Logger.getLogger(WatchedPolicy.class);
    private static final int AFTER_THE_DEMO_BEFORE_ALL_ELSE = -15;

    private final PolicyWatcher watcher;
    private final AgeMetrics metrics;

    WatchedPolicy(PolicyConfig config, AgeMetrics metrics) {
        this.watcher = new PolicyWatcher(config.path());
        this.metrics = metrics;
    }

    void start(@Observes @Priority(AFTER_THE_DEMO_BEFORE_ALL_ELSE) StartupEvent event) {
        poll();
    }

    @Override
    public Optional<PolicySet> current() {
        return watcher.current();
    }

    /** What is wrong with the files as they stand; empty where they are good. */
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
            case PolicyPoll.Loaded(PolicySet policy, List<PolicyError> warnings) -> {
                LOG.infof("policy revision %s is in force", policy.revision());
                warnings.forEach(warning -> LOG.warnf("policy: %s", warning));
                metrics.policyInForce(policy.revision());
            }
            case PolicyPoll.Broken(List<PolicyError> errors) -> {
                LOG.errorf(
                        "the policy cannot be loaded; %s",
                        current().isPresent() ? "the last good one stays" : "not ready");
                errors.forEach(error -> LOG.errorf("policy: %s", error));
                metrics.policyReloadFailed();
            }
        }
    }
}
