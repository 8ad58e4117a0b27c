package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of all budgets, by whose they are; made once, since every update asks for some. */
final class Lines {

    private final List<Line> account;
    private final Map<String, List<Line>> byOwner = new HashMap<>();
    private final Map<String, List<Line>> withAccount = new HashMap<>();
    private final Map<String, Enforcement> lenient = new HashMap<>();

    Lines(Account account, Collection<Team> teams, Collection<Group> groups) {
        this.account = List.of(
                line(new Measure.BurnRate(), account.burnRate()),
                line(new Measure.Workers(), account.workers().map(BigDecimal::valueOf)));
        teams.forEach(team -> add(team.owner(), "budget", team.budget(), team.enforcement()));
        teams.forEach(team -> withAccount.put(
                team.name(),
                Stream.concat(this.account.stream(), of(team.owner()).stream()).toList()));
        groups.forEach(group -> add(group.owner(), "group." + group.name(), group.budget(), group.enforcement()));
    }

    private void add(String owner, String rule, Budget budget, Enforcement atMost) {
        List<Line> lines = budget.lines(owner, rule);
        byOwner.put(owner, lines);
        for (Line line : lines) {
            String name = line.key().substring(owner.length() + 1);
            Enforcement enforcement = budget.enforcement(name).weakenedBy(atMost);
            if (enforcement != Enforcement.DENY) {
                lenient.put(line.key(), enforcement);
            }
        }
    }

    /** How strictly the line holds. */
    Enforcement enforcement(Line line) {
        return lenient.getOrDefault(line.key(), Enforcement.DENY);
    }

    private static Line line(Measure measure, Optional<BigDecimal> cap) {
        return new Line(
                Owners.ACCOUNT + "/" + measure.key(),
                Owners.ACCOUNT + "." + measure.key(),
                measure,
                cap,
                Optional.empty());
    }

    List<Line> ofAccount() {
        return account;
    }

    List<Line> of(String owner) {
        return byOwner.getOrDefault(owner, List.of());
    }

    /** The account's, the team's, the groups'. */
    List<Line> of(Ownership ownership, List<Group> groups) {
        List<Line> owned = ownership instanceof Ownership.Owned(Team team)
                ? withAccount.getOrDefault(team.name(), account)
                : account;
        if (groups.isEmpty()) {
            return owned;
        }
        List<Line> lines = new ArrayList<>(owned);
        groups.forEach(group -> lines.addAll(of(group.owner())));
        return List.copyOf(lines);
    }
}
