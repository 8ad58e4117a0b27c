package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is allowed but probably not meant. */
final class Lint {

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Map<Selector, DeclaredTeam> claims = new HashMap<>();

    /**
     * A pattern over names that a team claims.
     *
     * @param prefix told apart by, long before the patterns are
     */
    private record Pattern(String prefix, Glob glob, DeclaredTeam team) {}

    /** Of pairs there may be millions, and who reads a hundred has seen what is the matter. */
    private static final int MOST_OVERLAPS = 100;

    private int overlaps;
    private final List<Pattern> patterns = new ArrayList<>();
    private final Terms defaults;
    private final Patience patience;

    private Lint(Terms defaults, Patience patience) {
        this.patience = patience;
        this.defaults = defaults;
    }

    /** @param start where something is said that concerns no line of its own */
    static List<PolicyError> of(Declarations said, Place start, Patience patience) {
        Lint lint = new Lint(
                said.defaults.isEmpty()
                        ? Terms.UNSAID
                        : said.defaults.getFirst().value(),
                patience);
        if (said.teams.isEmpty()) {
            lint.warn(start, "no team is declared, so nobody owns an endpoint");
        }
        said.teams.forEach(lint::look);
        said.groups.forEach(lint::look);
        LimitLint.of(said, lint.defaults, patience).forEach(lint.warnings::add);
        BudgetLint.of(said, lint.defaults).forEach(lint.warnings::add);
        ReachLint.of(said, patience).forEach(lint.warnings::add);
        RuleLint.of(said, patience).forEach(lint.warnings::add);
        CallerLint.of(said).forEach(lint.warnings::add);
        return lint.warnings.stream().sorted(PolicyError.IN_ORDER).toList();
    }

    private void look(DeclaredTeam team) {
        Terms terms = team.terms().over(defaults);
        Set<Field<?>> fields = terms.fields().orElse(Set.of());
        if (team.callers().isEmpty()) {
            warn(team.place(), "team " + team.name() + " has no callers");
        }
        if (team.owns().isEmpty()) {
            warn(team.place(), "team " + team.name() + " owns no endpoints");
        }
        if (fields.isEmpty()) {
            warn(team.place(), "team " + team.name() + " may change no field");
        }
        brake(team, terms.limits());
        team.callers().forEach(caller -> beyond(caller, team, fields));
        team.owns().forEach(selector -> contested(selector, team));
        team.owns().stream()
                .filter(Selector.ByName.class::isInstance)
                .map(Selector.ByName.class::cast)
                .forEach(selector -> overlapping(team, selector));
    }

    private void look(Declared<Group> declared) {
        Group group = declared.value();
        if (group.endpoints().isEmpty()) {
            warn(declared.place(), "group " + group.name() + " names no endpoints");
        }
        if (group.limits().fields().isEmpty() && !group.budget().caps()) {
            warn(declared.place(), "group " + group.name() + " has neither limits nor a budget");
        }
    }

    /** A smallest number of workers also refuses to brake. */
    private void brake(DeclaredTeam team, Limits limits) {
        Optional<Limit<Integer>> workers = limits.get(Field.WORKERS_MAX);
        if (workers.orElse(null) instanceof NumberLimit(Bounds<Integer> bounds)
                && bounds.min().filter(min -> min > 0).isPresent()) {
            warn(
                    team.place(),
                    "limits.workersMax has a min, so team " + team.name() + " cannot brake its endpoints to 0 workers");
        }
    }

    private void beyond(DeclaredCaller caller, DeclaredTeam team, Set<Field<?>> fields) {
        for (Field<?> field : caller.fields().orElse(Set.of())) {
            if (!fields.contains(field)) {
                warn(
                        caller.place(),
                        "caller " + caller.name() + " names the field " + field + ", which team " + team.name()
                                + " may not change");
            }
        }
    }

    private void contested(Selector selector, DeclaredTeam team) {
        DeclaredTeam other = claims.putIfAbsent(selector, team);
        if (other != null && !other.name().equals(team.name())) {
            warn(
                    team.place(),
                    selector + " is claimed by team " + other.name() + " (" + other.place() + ") and by team "
                            + team.name() + ", so it belongs to neither");
        }
    }

    /** One name that two teams' patterns match is enough for an endpoint to be nobody's. */
    private void overlapping(DeclaredTeam team, Selector.ByName own) {
        String prefix = own.glob().prefix();
        patterns.stream()
                .filter(other -> other.prefix().startsWith(prefix) || prefix.startsWith(other.prefix()))
                .filter(other -> !other.team().name().equals(team.name()) && overlap(own.glob(), other.glob()))
                .limit(MOST_OVERLAPS - overlaps)
                .forEach(other -> {
                    overlaps++;
                    warn(
                            team.place(),
                            "name:" + own.glob() + " of team " + team.name() + " and name:" + other.glob()
                                    + " of team " + other.team().name() + " ("
                                    + other.team().place()
                                    + ") have names in common, and endpoints with such names belong to neither"
                                    + (overlaps < MOST_OVERLAPS ? "" : "; further ones are not told"));
                });
        patterns.add(new Pattern(prefix, own.glob(), team));
    }

    private boolean overlap(Glob one, Glob other) {
        patience.check();
        return !one.equals(other) && one.overlaps(other);
    }

    private void warn(Place place, String message) {
        warnings.add(place.error(message));
    }
}
