package io.podgate.admission;

import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Decides about updates and sees them through. */
public final class Admission {

    private final Ports ports;
    private final EndpointLocks locks;

    /** Fingerprints of the updates that are under way here, by their idempotency keys. */
    private final Map<IdempotencyKey, String> keysUnderWay = new ConcurrentHashMap<>();

    /** Everything that the pipeline needs of the world. */
    public record Ports(
            Fleet fleet,
            Catalogs catalogs,
            Runpod runpod,
            Bills bills,
            Freezes freezes,
            CallerLimits limits,
            Ledger ledger,
            Census census,
            Settler settler,
            Latecomers latecomers,
            Lookout lookout,
            AuditTrail trail,
            DecisionListener listener,
            InstantSource clock,
            Timing timing) {

        /** The same, where nobody's limit is touched. */
        private Ports uncounted() {
            CallerLimits none = (caller, draw) -> Uni.createFrom()
                    .item(new CallerLimits.Allowance(true, 0, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO));
            return new Ports(
                    fleet,
                    catalogs,
                    runpod,
                    bills,
                    freezes,
                    none,
                    ledger,
                    census,
                    settler,
                    latecomers,
                    lookout,
                    trail,
                    listener,
                    clock,
                    timing);
        }
    }

    public Admission(Ports ports) {
        this.ports = ports;
        this.locks = new EndpointLocks(ports.timing());
    }

    /**
     * Decides, forwards where the decision is to, and records. Never fails but for bugs. The passage goes on to its end
     * even where nobody waits for it any more: a caller that hangs up must not leave a forward without a record.
     */
    public Uni<Decision> admit(UpdateRequest request, PolicySet policy) {
        return Uni.createFrom()
                .emitter(waiting -> once(request, policy).subscribe().with(waiting::complete, waiting::fail));
    }

    /**
     * Records what came to its end before there was anything to decide about. It costs the caller as any update does.
     */
    public Uni<Decision> refuse(UpdateRequest request, PolicySet policy, Outcome outcome) {
        Passage passage = new Passage(ports, request, policy);
        return passage.limiting()
                .take(CallerLimits.Draw.UPDATE)
                .map(limited -> decision(
                        passage, over(limited.orElse(outcome)), ports.timing().nanoTime()));
    }

    /**
     * Tells somebody else what a dry run of the caller's would be told. It costs the caller nothing of its limit, is
     * counted nowhere, and waits for no update that is under way. Never fails but for bugs.
     *
     * @param request a dry run
     */
    public Uni<Decision> rehearse(UpdateRequest request, PolicySet policy) {
        if (!request.dryRun()) {
            throw new IllegalArgumentException("only dry runs are rehearsed");
        }
        long begun = ports.timing().nanoTime();
        Passage passage = new Passage(ports.uncounted(), request, policy);
        return passage.through()
                .onFailure()
                .recoverWithItem(bug -> over(new Outcome.Bug(bug)))
                .map(ended -> told(passage, ended, begun));
    }

    /** An idempotency key is used by one request at a time. */
    private Uni<Decision> once(UpdateRequest request, PolicySet policy) {
        if (request.idempotencyKey().isEmpty() || request.dryRun()) {
            return inTurn(request, policy);
        }
        IdempotencyKey key = request.idempotencyKey().get();
        String other = keysUnderWay.putIfAbsent(key, request.fingerprint());
        if (other == null) {
            return inTurn(request, policy).onTermination().invoke(() -> keysUnderWay.remove(key));
        }
        return refuse(
                request,
                policy,
                other.equals(request.fingerprint()) ? new Outcome.InProgress() : new Outcome.KeyReused());
    }

    private Uni<Decision> inTurn(UpdateRequest request, PolicySet policy) {
        long begun = ports.timing().nanoTime();
        Passage passage = new Passage(ports, request, policy);
        return locks.inTurn(
                        request.endpointId(),
                        request.deadline(),
                        () -> passage.through()
                                .onFailure()
                                .recoverWithItem(bug -> over(new Outcome.Bug(bug)))
                                .map(ended -> decision(passage, ended, begun)))
                .map(decision -> decision.orElseGet(() -> decision(passage, over(neverItsTurn()), begun)));
    }

    private Decision decision(Passage passage, Forwarding.Forwarded.Over ended, long begun) {
        Decision decision = told(passage, ended, begun);
        ended.opened().ifPresentOrElse(opened -> close(opened, decision), () -> record(decision));
        ports.listener().decided(decision);
        return decision;
    }

    private Decision told(Passage passage, Forwarding.Forwarded.Over ended, long begun) {
        return passage.findings()
                .decision(
                        ended.outcome(),
                        ports.clock().instant(),
                        Duration.ofNanos(ports.timing().nanoTime() - begun));
    }

    private void close(Forwarding.Opened opened, Decision decision) {
        ports.ledger().close(opened.intent(), opened.closing(), decision);
    }

    /** A dry run is counted, but leaves nothing behind. */
    private void record(Decision decision) {
        if (!decision.request().dryRun()) {
            ports.trail().record(decision);
        }
    }

    private static Forwarding.Forwarded.Over over(Outcome outcome) {
        return new Forwarding.Forwarded.Over(outcome, Optional.empty());
    }

    static Outcome neverItsTurn() {
        return new Outcome.StateUnavailable(
                "earlier updates of this endpoint are still under way", Duration.ofSeconds(1));
    }
}
