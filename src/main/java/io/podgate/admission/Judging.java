package io.podgate.admission;

import io.podgate.budget.Shortage;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Freeze;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Says whether a drafted update may be sent: what differs, what the policy says to it, and whether it is paid for. */
final class Judging {

    private final Admission.Ports ports;
    private final UpdateRequest request;
    private final PolicySet policy;
    private final Findings findings;
    private final Limiting limiting;
    private final Knowledge knowledge;
    private List<Freeze> freezes = List.of();

    Judging(Admission.Ports ports, UpdateRequest request, PolicySet policy, Findings findings, Limiting limiting) {
        this.ports = ports;
        this.request = request;
        this.policy = policy;
        this.findings = findings;
        this.limiting = limiting;
        this.knowledge = new Knowledge(ports, policy);
    }

    /** What becomes of the update. */
    sealed interface Judged {

        /** It is over. */
        record Over(Outcome outcome) implements Judged {}

        /**
         * It has to be judged on what RunPod itself shows.
         *
         * @param goodEnough whether the picture at hand will do where RunPod does not answer in a moment
         */
        record LookAgain(boolean goodEnough) implements Judged {}

        /** It may be sent, if there is room for it. */
        record Allowed(Judgement judgement, Cost cost) implements Judged {}
    }

    /** @param fresh whether the endpoint was just read from RunPod itself */
    Uni<Judged> judge(Sighting sighting, boolean fresh, Draft.Ready draft) {
        Instant now = ports.clock().instant();
        freezes = ports.freezes().of(request.caller().team(), now);
        Judgement judgement = Judgement.of(policy, request, sighting, draft, ports.catalogs(), freezes, now);
        findings.changes(judgement.changes());
        return limiting.take(judgement.onlyShrinks() ? CallerLimits.Draw.SHRINK : CallerLimits.Draw.UPDATE)
                .chain(limited -> limited.map(Judging::over).orElseGet(() -> known(judgement, fresh)));
    }

    private Uni<Judged> known(Judgement judgement, boolean fresh) {
        if (!fresh && restsOnThePicture(judgement)) {
            // The platform may only shrink, so it has to be known what it shrinks; but an outage must not stop it.
            return now(
                    new Judged.LookAgain(request.isBrake() && !judgement.draft().restsOnCurrent()));
        }
        return knowledge
                .missing(judgement)
                .map(missing -> unlessChanged(fresh, () -> over(missing)))
                .orElseGet(() -> priced(judgement, fresh));
    }

    /**
     * What is not let pass is refused for the endpoint as it is now, as far as the ledger knows of others who have
     * changed it: by an older picture, what shrinks may seem to grow. Where the ledger cannot tell, RunPod can.
     */
    private Uni<Judged> unlessChanged(boolean fresh, Supplier<Uni<Judged>> refusal) {
        return fresh
                ? refusal.get()
                : ports.ledger()
                        .changedElsewhere(Set.of(request.endpointId()))
                        .chain(changed -> changed.isEmpty() ? refusal.get() : now(new Judged.LookAgain(true)));
    }

    private Uni<Judged> priced(Judgement judgement, boolean fresh) {
        return ports.ledger().totals(judgement.bill().lineKeys()).chain(totals -> {
            Cost cost = judgement.cost(
                    totals,
                    ports.bills().spending(),
                    ports.catalogs().known(),
                    ports.runpod().rollsWorkers(judgement.changes()));
            findings.cost(cost);
            List<Violation> violations = new ArrayList<>(judgement.verdict().violations());
            violations.addAll(judgement.bill().unpriced());
            ports.bills()
                    .spending()
                    .ifPresent(spent -> violations.addAll(judgement.bill().overspent(spent)));
            boolean ends = request.dryRun() || !violations.isEmpty();
            if (!ends) {
                warn(judgement, totals);
                return now(
                        judgement.changes().isEmpty()
                                ? new Judged.Over(new Outcome.Unchanged(judgement.current()))
                                : new Judged.Allowed(judgement, cost));
            }
            return unlessChanged(fresh, () -> probed(judgement, violations, totals));
        });
    }

    private Uni<Judged> probed(
            Judgement judgement, List<Violation> violations, Optional<Map<String, BigDecimal>> totals) {
        return probe(judgement).map(probe -> switch (probe) {
            case Probe.Told(List<Shortage> shortages) -> {
                violations.addAll(judgement.bill().violations(shortages));
                yield new Judged.Over(ended(judgement, violations, totals));
            }
            case Probe.Unreachable(String detail) ->
                new Judged.Over(withoutLedger(judgement, violations, totals, detail));
        });
    }

    private Outcome ended(Judgement judgement, List<Violation> violations, Optional<Map<String, BigDecimal>> totals) {
        findings.violations(List.copyOf(violations));
        warn(judgement, totals);
        return request.dryRun() ? dryRun(judgement, violations) : new Outcome.Denied(List.copyOf(violations));
    }

    /** As the update itself would end: what is refused anyway is refused, and what does not shrink is not sent. */
    private Outcome withoutLedger(
            Judgement judgement, List<Violation> violations, Optional<Map<String, BigDecimal>> totals, String detail) {
        if (!violations.isEmpty()) {
            findings.warn("The ledger cannot be reached: what else the budgets say against this is not known.");
        } else if (judgement.onlyShrinks()) {
            findings.warn("The ledger cannot be reached; this only shrinks, so it would be sent and recorded later.");
        } else if (!judgement.changes().isEmpty()) {
            return new Outcome.LedgerUnavailable(detail);
        }
        return ended(judgement, violations, totals);
    }

    /** All violations come at once, so money is looked at even where something else speaks against it already. */
    private Uni<Probe> probe(Judgement judgement) {
        return ports.ledger()
                .probe(
                        request.endpointId(),
                        judgement.bill().claimBefore(),
                        judgement.bill().claimAfter(),
                        judgement.bill().demands());
    }

    private Outcome dryRun(Judgement judgement, List<Violation> violations) {
        return new Outcome.DryRun(
                judgement.current().endpoint(),
                judgement.proposal().before(),
                judgement.proposal().after(),
                List.copyOf(violations),
                ports.runpod().updatePath(request.endpointId()),
                judgement.draft().body());
    }

    private void warn(Judgement judgement, Optional<Map<String, BigDecimal>> totals) {
        findings.warn(judgement.draft().warnings());
        findings.tolerate(judgement
                .verdict()
                .leniency()
                .and(judgement.bill().leniency(totals, ports.bills().spending())));
        totals.ifPresent(known -> findings.warnOfBudgets(judgement.bill().warnings(known)));
        ports.bills()
                .spending()
                .ifPresent(spent -> findings.warnOfBudgets(judgement.bill().warnings(spent)));
    }

    /**
     * Whether an old picture would do harm: the body repeats something of it; nothing seems to change; it is too old to
     * grow on; or it is the picture that lets pass what would be refused if nothing were known, as shrinking from far
     * above a limit, or as restating what the caller may not change.
     */
    private boolean restsOnThePicture(Judgement judgement) {
        return judgement.draft().restsOnCurrent()
                || judgement.changes().isEmpty()
                || request.isBrake()
                || (!judgement.onlyShrinks() && !ports.fleet().recent(judgement.current()))
                || (judgement.verdict().allowed() && !allowedIfNothingStood(judgement));
    }

    private boolean allowedIfNothingStood(Judgement judgement) {
        Proposal proposal =
                judgement.proposal().asIfNothingStoodOf(judgement.draft().written());
        return policy.judge(request.caller(), proposal).under(freezes, proposal).allowed();
    }

    private static Uni<Judged> over(Outcome outcome) {
        return now(new Judged.Over(outcome));
    }

    private static Uni<Judged> now(Judged judged) {
        return Uni.createFrom().item(judged);
    }
}
