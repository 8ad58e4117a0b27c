package io.podgate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All exceptions, by the team that has them. */
final class Exemptions {

    private final List<Exemption> all;
    private final Map<String, List<Exemption>> byTeam = new HashMap<>();

    Exemptions(Collection<Exemption> exemptions) {
        this.all = List.copyOf(exemptions);
        all.forEach(each ->
                byTeam.computeIfAbsent(each.team(), team -> new ArrayList<>()).add(each));
    }

    List<Exemption> all() {
        return all;
    }

    /** Those that the team has for the endpoint at the time. */
    List<Exemption> of(Team team, Proposal proposal) {
        List<Exemption> own = byTeam.get(team.name());
        return own == null
                ? List.of()
                : own.stream().filter(each -> each.covers(proposal)).toList();
    }
}
