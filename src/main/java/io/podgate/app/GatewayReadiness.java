package io.podgate.app;

import io.podgate.admission.Census;
import io.podgate.admission.Freezes;
import io.podgate.policy.PolicyError;
import io.podgate.runpod.RunpodBeans;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the gateway can answer usefully: it has a key, a policy and a place for its trail, and has looked at RunPod
 * once. That RunPod is down does not count: nothing would be gained by taking the gateway away as well.
 */
@Readiness
@Singleton
final class GatewayReadiness implements HealthCheck {

    private final RunpodBeans runpod;
    private final WatchedPolicy policy;
    private final Store store;
    private final Census census;
    private final Freezes freezes;
    private volatile boolean complete;

    GatewayReadiness(RunpodBeans runpod, WatchedPolicy policy, Store store, Census census, Freezes freezes) {
        this.runpod = runpod;
        this.policy = policy;
        this.store = store;
        this.census = census;
        this.freezes = freezes;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("podgate").up();
        runpod.trouble()
                .ifPresentOrElse(trouble -> response.down().withData("key", trouble), () -> addAwaited(response));
        if (policy.current().isEmpty()) {
            response.down().withData("policy", "podgate.policy.path: " + errors());
        } else {
            policy.current().ifPresent(current -> response.withData("policyRevision", current.revision()));
            if (!policy.errors().isEmpty()) {
                response.withData("policyReload", errors());
            }
        }
        addTrail(response);
        if (!store.ledger().reachable()) {
            response.withData("ledger", "away: only what shrinks is sent");
        }
        return response.build();
    }

    /** What is lost later leaves reads and shrinking, so it takes nothing away but is named. */
    private void addTrail(HealthCheckResponseBuilder response) {
        Optional<String> missing = store.missing().get();
        if (missing.isEmpty()) {
            complete = true;
        } else {
            response.withData("trail", missing.get());
            if (!complete) {
                response.down();
            }
        }
    }

    private void addAwaited(HealthCheckResponseBuilder response) {
        List<String> awaited = new ArrayList<>(runpod.awaited());
        boolean countable = runpod.fleetListed().isPresent() && policy.current().isPresent();
        if (countable && !census.begun() && store.ledger().reachable()) {
            awaited.add("what the endpoints take of the budgets");
        }
        if (freezes.known().isEmpty() && store.ledger().reachable()) {
            awaited.add("what is frozen");
        }
        if (!awaited.isEmpty()) {
            response.down().withData("awaited", String.join(", ", awaited));
        }
    }

    private String errors() {
        return policy.errors().stream().map(PolicyError::toString).collect(Collectors.joining("; "));
    }
}
