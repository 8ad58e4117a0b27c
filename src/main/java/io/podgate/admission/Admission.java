package io.podgate.admission;

import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Decides about updates and sees them through. */
public final class Admission {

    private final Ports ports;
    private final EndpointLocks locks = new EndpointLocks();

    /** Everything that the pipeline needs of the world. */
    public record Ports(
            PolicySource policies,
            Fleet fleet,
            Catalogs catalogs,
            Runpod runpod,
            CallerLimits limits,
            AuditTrail trail,
            DecisionListener listener,
            InstantSource clock) {}

    public Admission(Ports ports) {
        this.ports = ports;
    }

    /**
     * Decides, forwards where the decision is to, and records. Never fails but for bugs. The passage goes on to its end
     * even where nobody waits for it any more: a caller that hangs up must not leave a forward without a record.
     */
    public Uni<Decision> admit(UpdateRequest request, PolicySet policy) {
        CompletableFuture<Decision> decided = Uni.createFrom()
                .deferred(() -> passage(request, policy))
                .subscribe()
                .asCompletionStage();
        return Uni.createFrom().completionStage(decided.copy());
    }

    /**
     * Records what came to its end before there was anything to decide about. It costs the caller as any update does.
     */
    public Uni<Decision> refuse(UpdateRequest request, PolicySet policy, Outcome outcome) {
        Passage passage = new Passage(ports, request, policy);
        Decision decision =
                passage.decision(passage.limited(CallerLimits.Draw.UPDATE).orElse(outcome), Duration.ZERO);
        record(decision);
        return Uni.createFrom().item(decision);
    }

    private Uni<Decision> passage(UpdateRequest request, PolicySet policy) {
        long begun = System.nanoTime();
        Passage passage = new Passage(ports, request, policy);
        return locks.inTurn(request.endpointId(), request.deadline(), passage::outcome)
                .map(outcome -> outcome.orElseGet(Admission::neverItsTurn))
                .onFailure()
                .recoverWithItem(Outcome.Bug::new)
                .map(outcome -> passage.decision(outcome, Duration.ofNanos(System.nanoTime() - begun)))
                .invoke(this::record);
    }

    /** A dry run is counted, but leaves nothing behind. */
    private void record(Decision decision) {
        if (!decision.request().dryRun()) {
            ports.trail().record(decision);
        }
        ports.listener().decided(decision);
    }

    private static Outcome neverItsTurn() {
        return new Outcome.StateUnavailable(
                "earlier updates of this endpoint are still under way", Duration.ofSeconds(1));
    }
}
