package io.podgate.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules, by whom they judge, so that a team without rules pays nothing for those of others. */
final class Rules {

    private final List<Rule> all;
    private final Map<String, List<Rule>> byTeam = new HashMap<>();

    Rules(Collection<Team> teams, Collection<Rule> rules) {
        this.all = rules.stream().sorted(Comparator.comparing(Rule::name)).toList();
        if (!all.isEmpty()) {
            teams.forEach(team -> byTeam.put(
                    team.name(),
                    all.stream().filter(rule -> rule.scope().hasTeam(team)).toList()));
        }
    }

    /** In the order of their names. */
    List<Rule> all() {
        return all;
    }

    /** Those that may judge the team, in the order of their names. */
    List<Rule> of(Team team) {
        return byTeam.getOrDefault(team.name(), Collections.emptyList());
    }
}
