package io.podgate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds selectors that no endpoint of those whom they are for can match. */
final class ReachLint {

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;
    private final Patience patience;
    private final Map<String, Set<Selector>> owns = new HashMap<>();
    /** By anybody; whoever claims only names does not have those. */
    private final Set<Selector> claimed = new HashSet<>();

    private ReachLint(Declarations said, Patience patience) {
        this.said = said;
        this.patience = patience;
        said.teams.forEach(team -> {
            owns.put(team.name(), Set.copyOf(team.owns()));
            claimed.addAll(team.owns());
        });
    }

    static List<PolicyError> of(Declarations said, Patience patience) {
        ReachLint lint = new ReachLint(said, patience);
        said.teams.forEach(team -> team.terms()
                .overrides()
                .ifPresent(overrides -> lint.look(overrides, "team " + team.name(), lint.owned(team.name()))));
        said.defaults.forEach(lint::look);
        said.groups.forEach(group -> lint.look(
                group.place(), "group " + group.value().name(), group.value().endpoints(), "any team", lint.claimed));
        said.rules.forEach(lint::rule);
        said.exemptions.forEach(lint::exemption);
        return lint.warnings;
    }

    /** The teams' with overrides of their own do not count: theirs replace the defaults'. */
    private void look(Declared<Terms> defaults) {
        Set<Selector> heirs = new HashSet<>();
        said.teams.stream()
                .filter(team -> team.terms().overrides().isEmpty())
                .forEach(team -> heirs.addAll(team.owns()));
        defaults.value()
                .overrides()
                .ifPresent(overrides -> look(overrides, "any team that has none of its own", heirs));
    }

    private void look(List<Declared<LimitOverride>> overrides, String whose, Set<Selector> owned) {
        overrides.forEach(override ->
                look(override.place(), "this override", override.value().endpoints(), whose, owned));
    }

    private void rule(Declared<Rule> declared) {
        patience.check();
        Rule.Scope scope = declared.value().scope();
        if (!scope.endpoints().isEmpty()) {
            boolean all = scope.teams().isEmpty();
            look(
                    declared.place(),
                    "rule " + declared.value().name(),
                    scope.endpoints(),
                    all ? "any team" : "a team that it applies to",
                    all ? claimed : owned(scope.teams()));
        }
    }

    private void exemption(Declared<Exemption> declared) {
        Exemption exemption = declared.value();
        look(
                declared.place(),
                exemption.called(),
                exemption.endpoints(),
                "team " + exemption.team(),
                owned(exemption.team()));
    }

    private Set<Selector> owned(String team) {
        return owns.getOrDefault(team, Set.of());
    }

    private Set<Selector> owned(Set<String> teams) {
        Set<Selector> owned = new HashSet<>();
        teams.forEach(team -> owned.addAll(owned(team)));
        return owned;
    }

    private void look(Place place, String what, List<Selector> selectors, String whose, Set<Selector> owned) {
        if (owned.isEmpty()) {
            return;
        }
        selectors.stream()
                .distinct()
                .filter(selector -> !mayReach(selector, owned))
                .forEach(selector -> warnings.add(
                        place.error(what + " names " + selector + ", which matches no endpoint of " + whose)));
    }

    /** An endpoint that is known by its name alone may have any id, and the other way round; but an id beats a name. */
    private boolean mayReach(Selector selector, Set<Selector> owned) {
        patience.check();
        return switch (selector) {
            case Selector.ById one ->
                claimed.contains(one)
                        ? owned.contains(one)
                        : owned.stream().anyMatch(Selector.ByName.class::isInstance);
            case Selector.ByName(Glob glob) ->
                owned.stream().anyMatch(own -> !(own instanceof Selector.ByName(Glob other)) || other.overlaps(glob));
        };
    }
}
