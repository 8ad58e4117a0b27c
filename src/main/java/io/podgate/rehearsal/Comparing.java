package io.podgate.rehearsal;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Caller;
import io.podgate.policy.Ownership;
import io.podgate.policy.Patience;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Standing;
import io.podgate.policy.Team;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds two policies side by side, over one fleet. Used by one thread. */
final class Comparing {

    /** What is said where somebody is no caller any more, or was none yet. */
    private static final String STRANGER = "unauthenticated";

    private final PolicySet old;
    private final PolicySet candidate;
    private final Collection<Endpoint> fleet;
    private final Optional<Spending> billed;
    private final Optional<Spending> wouldBeBilled;
    private final Standing stood;
    private final Standing stands;
    private final Bench before;
    private final Bench after;
    private final Patience patience;

    Comparing(PolicySet old, PolicySet candidate, Facts facts, Patience patience) {
        this.patience = patience;
        this.old = old;
        this.candidate = candidate;
        this.fleet = facts.fleet();
        this.billed = facts.spending().apply(old);
        this.wouldBeBilled = facts.spending().apply(candidate);
        this.stood = new Standing(old, facts.catalog(), facts.now());
        this.stands = new Standing(candidate, facts.catalog(), facts.now());
        this.before = new Bench(old, facts.catalog(), fleet, billed);
        this.after = new Bench(candidate, facts.catalog(), fleet, wouldBeBilled);
    }

    Comparison compare(Stream<byte[]> trail) {
        Map<String, Endpoint> byId = new LinkedHashMap<>();
        fleet.forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        List<Comparison.Flip> flips = new ArrayList<>();
        int lost = 0;
        for (Recorded.Line line : trail.map(text -> Recorded.read(text, byId)).toList()) {
            switch (line) {
                case Recorded.Line.Decision(Recorded recorded) -> flip(recorded).ifPresent(flips::add);
                case Recorded.Line.Lost unread -> lost++;
                case Recorded.Line.Other other -> {}
            }
        }
        List<String> overdrawn =
                Stream.concat(overdrawn().stream(), overspent().stream()).toList();
        return new Comparison(
                old.revision(), candidate.revision(), teams(), endpoints(), overdrawn, List.copyOf(flips), lost);
    }

    private List<TeamChange> teams() {
        TreeSet<String> names = new TreeSet<>();
        Stream.of(old, candidate).forEach(policy -> policy.teams().forEach(team -> names.add(team.name())));
        return names.stream().flatMap(name -> team(name).stream()).toList();
    }

    private Optional<TeamChange> team(String name) {
        Optional<Team> was = old.team(name);
        Optional<Team> is = candidate.team(name);
        Optional<Money> capBefore = was.flatMap(team -> cap(old, team));
        Optional<Money> capAfter = is.flatMap(team -> cap(candidate, team));
        if (is.isEmpty()) {
            return Optional.of(new TeamChange.Removed(name, capBefore));
        }
        Money takes = burnRate(candidate, is.get())
                .map(line -> new Money(after.total(line)))
                .orElse(Money.ZERO);
        if (was.isEmpty()) {
            return Optional.of(new TeamChange.Added(name, capAfter, takes));
        }
        return capBefore.map(Money::shown).equals(capAfter.map(Money::shown))
                ? Optional.empty()
                : Optional.of(new TeamChange.Changed(name, capBefore, capAfter, takes));
    }

    private static Optional<Money> cap(PolicySet policy, Team team) {
        return burnRate(policy, team).flatMap(policy::bindingCap).map(Money::new);
    }

    private static Optional<Line> burnRate(PolicySet policy, Team team) {
        return policy.lines(team).stream()
                .filter(line -> line.measure() instanceof Measure.BurnRate)
                .findFirst();
    }

    private List<Comparison.EndpointChange> endpoints() {
        return fleet.stream()
                .map(endpoint -> new Comparison.EndpointChange(
                        endpoint.id(),
                        endpoint.name(),
                        owner(old, endpoint),
                        owner(candidate, endpoint),
                        newlyOutside(endpoint)))
                .filter(change -> !change.ownerBefore().equals(change.ownerAfter())
                        || !change.violations().isEmpty())
                .toList();
    }

    /** By the rule, since a limit that is another one finds other words for what was outside of it before. */
    private List<String> newlyOutside(Endpoint endpoint) {
        patience.check();
        Set<Optional<String>> broken =
                stood.against(endpoint).stream().map(Violation::rule).collect(Collectors.toSet());
        return stands.against(endpoint).stream()
                .filter(violation -> !isOwnership(violation) && !broken.contains(violation.rule()))
                .map(Violation::detail)
                .toList();
    }

    /** Whose it is is told beside. */
    private static boolean isOwnership(Violation violation) {
        return violation.rule().equals(Optional.of(Standing.OWNERSHIP));
    }

    private static String owner(PolicySet policy, Endpoint endpoint) {
        return switch (policy.owner(endpoint.id(), endpoint.name())) {
            case Ownership.Owned(Team team) -> "team " + team.name();
            case Ownership.Unowned unowned -> "nobody";
            case Ownership.Contested(List<String> teams) -> "contested by " + String.join(", ", teams);
        };
    }

    /** What was overdrawn before, by as much or by more, is nothing that the candidate brings. */
    private List<String> overdrawn() {
        Map<String, BigDecimal> were = new HashMap<>();
        stood.overdrawn(fleet).forEach(each -> were.put(each.line().key(), each.excess()));
        return stands.overdrawn(fleet).stream()
                .filter(each ->
                        each.excess().compareTo(were.getOrDefault(each.line().key(), BigDecimal.ZERO)) > 0)
                .map(each -> each.line().owner().replace('/', ' ') + ": "
                        + each.line().rule() + " would be " + each.shownCap() + ", and what stands takes "
                        + each.shownTakes())
                .toList();
    }

    /** A month is over its cap once it has reached it. */
    private List<String> overspent() {
        Map<String, Money> were = new HashMap<>();
        billed.ifPresent(spent -> stood.overspent(spent).forEach(each -> were.put(each.owner(), each.excess())));
        return wouldBeBilled.map(stands::overspent).orElseGet(List::of).stream()
                .filter(each -> !were.containsKey(each.owner()) || each.excess().compareTo(were.get(each.owner())) > 0)
                .map(each -> each.whose() + ": " + each.rule() + " would be " + each.cap() + ", and " + each.spent()
                        + " is spent already")
                .toList();
    }

    /**
     * What the candidate brings: it objects to what was let pass, for a reason that the old policy does not have as
     * well by now; or it lets pass what was denied, and what the old one would still deny. What became another decision
     * because of what happened since is none of its doing.
     */
    private Optional<Comparison.Flip> flip(Recorded recorded) {
        patience.check();
        Ruling was = ruling(old, before, recorded);
        Ruling is = ruling(candidate, after, recorded);
        Set<String> known = was.reasons();
        boolean flips = recorded.allowed()
                ? !known.containsAll(is.reasons())
                : !known.isEmpty() && is.reasons().isEmpty();
        return flips ? Optional.of(flip(recorded, is, known)) : Optional.empty();
    }

    /** @param known for which reasons the old policy would refuse it as well */
    private static Comparison.Flip flip(Recorded recorded, Ruling is, Set<String> known) {
        return new Comparison.Flip(
                recorded.decisionId(),
                recorded.time().toString(),
                recorded.caller(),
                recorded.endpoint().id(),
                recorded.allowed() ? Ruling.ALLOW : Ruling.DENY,
                is.verdict(),
                is.violations().stream()
                        .filter(violation ->
                                violation.rule().filter(known::contains).isEmpty())
                        .map(Violation::detail)
                        .collect(Collectors.joining("; ")));
    }

    private static Ruling ruling(PolicySet policy, Bench bench, Recorded recorded) {
        Optional<Caller> caller = policy.caller(recorded.caller());
        return caller.map(known -> bench.judge(known, recorded.endpoint(), recorded.update(), recorded.time()))
                .orElseGet(() -> Ruling.without(STRANGER));
    }
}
