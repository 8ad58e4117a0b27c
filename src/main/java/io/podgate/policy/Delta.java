package io.podgate.policy;

import io.podgate.budget.Claim;
import io.podgate.budget.Line;
import io.podgate.budget.Pricing;
import io.podgate.budget.Shortage;
import io.podgate.budget.Usage;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an update makes of what an endpoint takes.
 *
 * @param claimBefore what it takes of the lines of its old name
 * @param claimAfter what it would take of the lines of its new name
 * @param entered owners whose lines it counts for by its new name alone
 * @param growth the fields by which it grows
 */
record Delta(Usage before, Usage after, Claim claimBefore, Claim claimAfter, Set<String> entered, CostGrowth growth) {

    static Delta of(Proposal proposal, List<Line> linesBefore, List<Line> lines) {
        Usage before = Pricing.of(proposal.before(), proposal.catalog());
        Usage after = Pricing.of(proposal.after(), proposal.catalog());
        Set<String> entered = proposal.renames() ? owners(lines) : new HashSet<>();
        entered.removeAll(owners(linesBefore));
        return new Delta(
                before,
                after,
                Claim.of(before, linesBefore),
                Claim.of(after, lines),
                entered,
                new CostGrowth(proposal));
    }

    private static Set<String> owners(List<Line> lines) {
        return lines.stream().map(Line::owner).collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether there is anything that a month could object to. */
    boolean grows() {
        return growth.any()
                || after.burnRate().compareTo(before.burnRate()) > 0
                || after.floor().compareTo(before.floor()) > 0;
    }

    boolean growsOn(Line line) {
        return claimAfter.of(line.key()).compareTo(claimBefore.of(line.key())) > 0
                || (growth.any() && isGuessed(line) && claimAfter.of(line.key()).signum() > 0);
    }

    /** What stands has no known price: that it is counted at the dearest is no leave to grow up to that. */
    boolean isGuessed(Line line) {
        return line.measure().isMoney() && !before.unpriced().isEmpty();
    }

    /** Whether the line has to have a say even where nothing that it counts can be told. */
    boolean mayGrowOn(Line line) {
        return growth.any() || entered.contains(line.owner());
    }

    /**
     * What the other endpoints take; never below zero, even where the totals do not have this one yet.
     *
     * @param totals by line, this endpoint as it stands included
     */
    BigDecimal others(Line line, Map<String, BigDecimal> totals) {
        return totals.getOrDefault(line.key(), BigDecimal.ZERO)
                .subtract(claimBefore.of(line.key()))
                .max(BigDecimal.ZERO);
    }

    /** Empty where it fits, or the line has no cap. */
    Optional<Shortage> shortage(Line line, Map<String, BigDecimal> totals) {
        BigDecimal asked = claimAfter.of(line.key());
        return line.cap()
                .map(cap -> new Shortage(line.key(), cap, others(line, totals), asked))
                .filter(shortage -> shortage.total().compareTo(shortage.cap()) > 0);
    }
}
