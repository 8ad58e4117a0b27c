package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.budget.Line;
import io.podgate.budget.Money;
import io.podgate.budget.Pricing;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.Bill;
import io.podgate.policy.Freeze;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import io.podgate.policy.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One update, judged and priced.
 *
 * @param current the endpoint as it stands
 */
record Judgement(PolicySet policy, Sighting current, Draft.Ready draft, Proposal proposal, Verdict verdict, Bill bill) {

    static Judgement of(
            PolicySet policy,
            UpdateRequest request,
            Sighting current,
            Draft.Ready draft,
            Catalogs catalogs,
            List<Freeze> freezes,
            Instant now) {
        Endpoint endpoint = current.endpoint();
        Proposal proposal = Proposal.of(
                endpoint.id(),
                endpoint.config(),
                draft.before(),
                draft.after(),
                draft.fromTemplate(),
                catalogs.current(),
                now,
                request.update()::pointer);
        Verdict verdict = policy.judge(request.caller(), proposal).under(freezes, proposal);
        return new Judgement(policy, current, draft, proposal, verdict, Bill.of(policy, proposal));
    }

    List<Change<?>> changes() {
        return proposal.changes();
    }

    boolean onlyShrinks() {
        return Change.onlyShrinks(changes());
    }

    /**
     * What it costs.
     *
     * @param priced whether there are prices
     * @param totals the ledger's, without this update; empty where it could not tell
     * @param spending what was spent this month; empty where it is not known
     */
    Cost cost(
            Optional<Map<String, BigDecimal>> totals,
            Optional<Spending> spending,
            boolean priced,
            boolean rollsWorkers) {
        Optional<Line> team = bill.teamBurnRate();
        return new Cost(
                priced,
                bill.before().burnRate(),
                bill.after().burnRate(),
                team.flatMap(line -> totals.map(known -> new Money(known.getOrDefault(line.key(), BigDecimal.ZERO)
                        .subtract(bill.claimBefore().of(line.key()))
                        .add(bill.claimAfter().of(line.key()))))),
                team.flatMap(Line::cap).map(Money::new),
                totals.flatMap(known -> bill.workersThatFit(known, spending)),
                rollsWorkers);
    }

    /**
     * What an endpoint takes of the budgets as RunPod showed it. Empty where a budget caps its money and there are no
     * prices yet: nothing is not what it takes.
     */
    static Optional<Claim> claim(PolicySet policy, Endpoint endpoint, Catalogs catalogs) {
        List<Line> lines = policy.lines(endpoint.id(), endpoint.name());
        if (!catalogs.known() && lines.stream().anyMatch(Judgement::capsMoney)) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(Pricing.of(endpoint.config(), catalogs.current()), lines));
    }

    private static boolean capsMoney(Line line) {
        return line.measure().isMoney() && line.cap().isPresent();
    }
}
