package io.podgate.admission;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Reserves, records, sends and compares: the part of the way on which something happens. */
final class Forwarding {

    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private static final String READ_BACK =
            "RunPod's answer was lost; that the update was applied is known from reading the endpoint back.";

    private final Admission.Ports ports;
    private final UpdateRequest request;
    private final PolicySet policy;
    private final Findings findings;
    private final Errand errand;

    Forwarding(Admission.Ports ports, UpdateRequest request, PolicySet policy, Findings findings, Errand errand) {
        this.ports = ports;
        this.request = request;
        this.policy = policy;
        this.findings = findings;
        this.errand = errand;
    }

    /** What became of it. */
    sealed interface Forwarded {

        /**
         * It is over.
         *
         * @param opened what has to be closed in the ledger with the decision; empty where nothing was opened
         */
        record Over(Outcome outcome, Optional<Opened> opened) implements Forwarded {}

        /** The endpoint has changed meanwhile: look at RunPod, and judge again with this picture. */
        record Stale(long picture) implements Forwarded {}

        /** Without the ledger only RunPod can say whether it really shrinks: look there, and judge again. */
        record Unsure() implements Forwarded {}
    }

    /** What was opened, or sent without. */
    record Opened(Intent intent, Closing closing) {}

    /**
     * Goes the rest of the way.
     *
     * @param picture the ledger's word that the judgement's picture rests on
     * @param fresh whether RunPod itself was just asked for that picture
     */
    Uni<Forwarded> forward(Judging.Judged.Allowed allowed, long picture, boolean fresh) {
        Intent intent = intent(allowed, picture);
        return ports.lookout().shown(allowed.judgement().current()).chain(() -> open(allowed, intent, fresh, true));
    }

    private Intent intent(Judging.Judged.Allowed allowed, long picture) {
        Judgement judgement = allowed.judgement();
        return new Intent(
                request,
                findings.team(),
                ports.clock().instant(),
                policy.revision(),
                policy.books(),
                judgement.changes(),
                findings.warnings(),
                findings.leniency(),
                allowed.cost(),
                judgement.bill().claimBefore(),
                judgement.bill().claimAfter(),
                judgement.bill().demands(),
                judgement.onlyShrinks(),
                judgement.bill().before().mixesWith(judgement.bill().after()),
                false,
                picture,
                request.deadline().remaining().plus(MARGIN),
                request.idempotencyKey(),
                request.fingerprint());
    }

    private Uni<Forwarded> open(Judging.Judged.Allowed allowed, Intent intent, boolean fresh, boolean settleFirst) {
        return ports.ledger().open(intent, request.deadline()).chain(opening -> switch (opening) {
            case Opening.Opened opened -> send(allowed, intent);
            case Opening.NoRoom noRoom -> over(denied(allowed, noRoom));
            case Opening.Stale(long picture) -> Uni.createFrom().item(new Forwarded.Stale(picture));
            case Opening.Busy busy -> afterAPause(allowed, intent, fresh, settleFirst);
            case Opening.Unsettled(Duration wait) ->
                settleFirst
                        ? ports.settler()
                                .settleOf(request.endpointId(), request.deadline())
                                .chain(settled -> open(allowed, intent, fresh, false))
                        : over(new Outcome.StateUnavailable("what became of an earlier update of this endpoint", wait));
            case Opening.Uncounted uncounted -> {
                ports.census().miscounted();
                yield over(new Outcome.StateUnavailable(
                        "what all endpoints take by the budgets of this policy", Endings.SOON));
            }
            case Opening.KeyTaken taken -> over(new Outcome.InProgress());
            case Opening.Unreachable(String detail) -> withoutLedger(allowed, intent, fresh, detail);
        });
    }

    /** Whoever waited for its turn until its time was over has not found the ledger away, and comes too late anyway. */
    private Uni<Forwarded> withoutLedger(Judging.Judged.Allowed allowed, Intent intent, boolean fresh, String detail) {
        if (request.deadline().remaining().toMillis() < SHORTEST_PAUSE_MILLIS) {
            return over(intent.onlyShrinks() ? Admission.neverItsTurn() : new Outcome.LedgerUnavailable(detail));
        }
        if (!fresh) {
            return Uni.createFrom().item(new Forwarded.Unsure());
        }
        return intent.onlyShrinks() ? bypass(allowed, intent) : over(new Outcome.LedgerUnavailable(detail));
    }

    private Uni<Forwarded> bypass(Judging.Judged.Allowed allowed, Intent intent) {
        findings.warn("The ledger cannot be reached; this only shrinks, so it was sent and is recorded later.");
        Intent bypassing = intent.bypassing();
        ports.lookout().doubt(request.endpointId());
        return ports.ledger().bypass(bypassing).chain(() -> send(allowed, bypassing));
    }

    private Outcome denied(Judging.Judged.Allowed allowed, Opening.NoRoom noRoom) {
        var violations = allowed.judgement().bill().violations(noRoom.shortages());
        findings.violations(violations);
        return new Outcome.Denied(violations);
    }

    /** Another replica has the endpoint; whoever waits looks again now and then until its own time is over. */
    private Uni<Forwarded> afterAPause(
            Judging.Judged.Allowed allowed, Intent intent, boolean fresh, boolean settleFirst) {
        Duration pause = Duration.ofMillis(SHORTEST_PAUSE_MILLIS
                + (long) (ports.timing().chance() * (LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS)));
        if (pause.compareTo(request.deadline().remaining()) >= 0) {
            return over(Admission.neverItsTurn());
        }
        return ports.timing().pause(pause).chain(() -> open(allowed, intent, fresh, settleFirst));
    }

    private Uni<Forwarded> send(Judging.Judged.Allowed allowed, Intent intent) {
        Aim aim = aim(allowed.judgement());
        ports.lookout().sending(request.endpointId());
        return ports.runpod()
                .update(
                        request.endpointId(),
                        allowed.judgement().draft().body(),
                        aim,
                        intent.onlyShrinks() ? errand.as(Errand.Urgency.SHRINK) : errand)
                .map(sent -> {
                    Reply<Sighting> reply = sent.reply();
                    findings.sent(reply);
                    Outcome outcome = reply instanceof Reply.Answered<Sighting> answered
                            ? applied(answered.value(), allowed.judgement())
                            : ended(reply, allowed.judgement().proposal());
                    if (sent.readBack() && outcome instanceof Outcome.Applied) {
                        findings.warn(READ_BACK);
                    }
                    ports.latecomers().ended(request, aim, outcome, sent.lingers());
                    ports.lookout().ended(request.endpointId(), sent.lingers() || outcome instanceof Outcome.Unknown);
                    Closing closing = closing(outcome);
                    return over(outcome, intent, sent.lingers() ? closing.lingering() : closing);
                })
                .onFailure()
                .recoverWithItem(bug -> {
                    ports.lookout().ended(request.endpointId(), true);
                    return over(new Outcome.Bug(bug), intent, new Closing.NotKnownOfSeveral());
                });
    }

    private static Outcome ended(Reply<?> reply, Proposal proposal) {
        Discretion discretion = new Discretion(proposal.before(), proposal.after());
        return switch (Endings.ofUpdate(reply)) {
            case Outcome.Rejected(int status, String detail) -> new Outcome.Rejected(status, discretion.about(detail));
            case Outcome.Failed(String detail) -> new Outcome.Failed(discretion.about(detail));
            case Outcome.Unknown(String detail) -> new Outcome.Unknown(discretion.about(detail));
            case Outcome other -> other;
        };
    }

    /** What RunPod does not show itself is no ground for saying that nothing was done. */
    private static Aim aim(Judgement judgement) {
        Catalog catalog = judgement.proposal().catalog();
        return Aim.from(
                judgement.draft().before().expanded(catalog),
                judgement.proposal().after(),
                catalog);
    }

    private Outcome applied(Sighting now, Judgement judgement) {
        ports.fleet().saw(now);
        ports.lookout().answered(now, judgement);
        EndpointConfig stands =
                now.endpoint().config().expanded(judgement.proposal().catalog());
        findings.differences(Differences.between(
                judgement.proposal().after(), stands, judgement.draft().written()));
        return new Outcome.Applied(now);
    }

    private Closing closing(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(Sighting now) ->
                Judgement.claim(policy, now.endpoint(), ports.catalogs())
                        .<Closing>map(Closing.Stands::new)
                        .orElseGet(Closing.NothingDone::new);
            case Outcome.Unknown unknown -> new Closing.NotKnown();
            default -> new Closing.NothingDone();
        };
    }

    private static Forwarded over(Outcome outcome, Intent intent, Closing closing) {
        return new Forwarded.Over(outcome, Optional.of(new Opened(intent, closing)));
    }

    private static Uni<Forwarded> over(Outcome outcome) {
        return Uni.createFrom().item(new Forwarded.Over(outcome, Optional.empty()));
    }
}
