package io.podgate.policy;

import io.podgate.budget.Claim;
import io.podgate.budget.Line;
import io.podgate.budget.Money;
import io.podgate.budget.Pricing;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the policy has against endpoints as they stand, however they came to that: a limit that was lowered, a card that
 * came to a pool, an exception that ended, somebody who changed them elsewhere.
 */
public final class Standing {

    /** The rule of endpoints that do not belong to exactly one team. */
    public static final String OWNERSHIP = "ownership";

    private final PolicySet policy;
    private final Catalog catalog;
    private final Instant now;

    /** @param catalog RunPod's; the policy's prices are put into it */
    public Standing(PolicySet policy, Catalog catalog, Instant now) {
        this.policy = policy;
        this.catalog = policy.effective(catalog);
        this.now = now;
    }

    /** A budget line that what stands is above. */
    public record Overdrawn(Line line, BigDecimal cap, BigDecimal takes) {

        /** Totals come in any scale; equal ones are the same, and none is shown as 3E+1. */
        public Overdrawn {
            cap = plain(cap);
            takes = plain(takes);
        }

        private static BigDecimal plain(BigDecimal amount) {
            return new BigDecimal(amount.stripTrailingZeros().toPlainString());
        }

        public Violation violation() {
            String detail = Owners.inWords(line.owner()) + " is above its cap: " + line.rule() + " may be " + shownCap()
                    + ", and what stands takes " + shownTakes();
            return Violation.of(line.rule(), "", detail).limit(cap).actual(takes);
        }

        /** How much too much it is. */
        public BigDecimal excess() {
            return takes.subtract(cap);
        }

        public String shownCap() {
            return shown(cap);
        }

        public String shownTakes() {
            return shown(takes);
        }

        /** The team whose line it is. */
        public Optional<String> team() {
            return Owners.teamOf(line.owner());
        }

        private String shown(BigDecimal amount) {
            return line.measure().isMoney() ? new Money(amount).toString() : amount.toPlainString();
        }
    }

    /**
     * What denies the endpoint as it stands: by whom it is owned, limits, and rules that look at nothing but itself.
     */
    public List<Violation> against(Endpoint endpoint) {
        return switch (policy.owner(endpoint.id(), endpoint.name())) {
            case Ownership.Owned(Team team) -> Judge.standing(policy, team, endpoint, catalog, now);
            case Ownership.Unowned unowned -> List.of(Violation.of(OWNERSHIP, "", "no team owns it"));
            case Ownership.Contested(List<String> teams) ->
                List.of(Violation.of(OWNERSHIP, "", "it is claimed by teams " + Objection.names(teams))
                        .actual(teams));
        };
    }

    /** The lines of all budgets that all of them together are above. */
    public List<Overdrawn> overdrawn(Collection<Endpoint> fleet) {
        Map<String, BigDecimal> totals = new HashMap<>();
        fleet.forEach(
                endpoint -> claim(endpoint).forEach((line, amount) -> totals.merge(line, amount, BigDecimal::add)));
        return overdrawn(totals);
    }

    /** What the endpoint takes of each line that it counts for. */
    public Claim claim(Endpoint endpoint) {
        return Claim.of(Pricing.of(endpoint.config(), catalog), policy.lines(endpoint.id(), endpoint.name()));
    }

    /**
     * The lines of all budgets that are overdrawn by these totals.
     *
     * @param totals what all endpoints together take, by the line's key; a line that is not named nothing is taken of
     */
    public List<Overdrawn> overdrawn(Map<String, BigDecimal> totals) {
        List<Overdrawn> overdrawn = new ArrayList<>();
        lines().forEach(line -> {
            BigDecimal takes = totals.getOrDefault(line.key(), BigDecimal.ZERO);
            line.cap()
                    .filter(cap -> takes.compareTo(cap) > 0)
                    .flatMap(cap -> relieved(line.owner(), line.rule(), cap))
                    .filter(cap -> takes.compareTo(cap) > 0)
                    .ifPresent(cap -> overdrawn.add(new Overdrawn(line, cap, takes)));
        });
        return overdrawn;
    }

    /** The months of teams and groups that are spent already, with the exceptions that hold. */
    public List<Overspent> overspent(Spending spending) {
        return policy.months()
                .flatMap(month -> relieved(
                                month.owner(), month.rule(), month.cap().usd())
                        .stream()
                        .map(cap -> month.capped(new Money(cap))))
                .flatMap(month -> month.overspent(spending).stream())
                .toList();
    }

    /** The cap with the exceptions that hold: what they have let grow is no drift before they end. */
    private Optional<BigDecimal> relieved(String owner, String rule, BigDecimal stated) {
        Optional<BigDecimal> cap = Optional.of(stated);
        for (Exemption exemption : policy.exemptions()) {
            if (now.isBefore(exemption.until()) && exemption.rule().equals(rule) && isOf(exemption, owner)) {
                cap = exemption.relief() instanceof Relief.Cap(BigDecimal granted)
                        ? cap.map(granted::max)
                        : Optional.empty();
            }
        }
        return cap;
    }

    private static boolean isOf(Exemption exemption, String owner) {
        return Owners.teamOf(owner).stream().allMatch(exemption.team()::equals);
    }

    private Stream<Line> lines() {
        return Stream.of(
                        policy.accountLines().stream(),
                        policy.teams().stream().flatMap(team -> policy.lines(team).stream()),
                        policy.groups().stream().flatMap(group -> policy.lines(group).stream()))
                .flatMap(each -> each);
    }
}
