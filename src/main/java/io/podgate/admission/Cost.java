package io.podgate.admission;

import io.podgate.budget.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an update costs: worst case, in USD per hour, and whether work is interrupted for it.
 *
 * @param priced whether prices were known; where not, only {@code rollsWorkers} means anything
 * @param before the endpoint as it stands
 * @param after the endpoint with the update applied
 * @param teamTotal all endpoints of the team after the update, everything under way reserved; empty where the endpoint
 *     is nobody's or the ledger could not tell
 * @param teamCap the team's cap; empty where it has none
 * @param workersThatFit the largest {@code workersMax} that every line of every budget would let pass; empty where
 *     nothing caps it or the ledger could not tell
 * @param rollsWorkers whether RunPod replaces running workers for it
 */
public record Cost(
        boolean priced,
        Money before,
        Money after,
        Optional<Money> teamTotal,
        Optional<Money> teamCap,
        Optional<Long> workersThatFit,
        boolean rollsWorkers) {

    public Money delta() {
        return after.minus(before);
    }

    /** What is left of the team's cap; below zero where the team is over it. */
    public Optional<Money> headroom() {
        return teamCap.flatMap(cap -> teamTotal.map(cap::minus));
    }

    /** As answers and records show it, each amount with at most four decimals. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("before", before.shown());
        members.put("after", after.shown());
        members.put("delta", delta().shown());
        teamTotal.map(Money::shown).ifPresent(total -> members.put("teamTotal", total));
        teamCap.map(Money::shown).ifPresent(cap -> members.put("teamCap", cap));
        headroom().map(Money::shown).ifPresent(headroom -> members.put("headroom", headroom));
        workersThatFit.ifPresent(workers -> members.put("workersThatFit", workers));
        return members;
    }
}
