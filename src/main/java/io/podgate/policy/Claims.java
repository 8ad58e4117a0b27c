package io.podgate.policy;

import io.podgate.policy.Ownership.Contested;
import io.podgate.policy.Ownership.Owned;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all teams claim; ids are looked up, and beat names. */
final class Claims {

    private final Map<String, Ownership> byId = new HashMap<>();
    private final Names<Team> byName = new Names<>();

    Claims(Collection<Team> teams) {
        Map<String, Map<String, Team>> claimants = new LinkedHashMap<>();
        for (Team team : teams) {
            for (Selector selector : team.owns()) {
                switch (selector) {
                    case Selector.ById(String id) ->
                        claimants.computeIfAbsent(id, i -> new TreeMap<>()).put(team.name(), team);
                    case Selector.ByName(Glob glob) -> byName.add(glob, team);
                }
            }
        }
        claimants.forEach((id, claiming) -> byId.put(id, among(claiming)));
    }

    Ownership owner(String id, String name) {
        Ownership owner = byId.get(id);
        return owner != null ? owner : byName(name);
    }

    private Ownership byName(String name) {
        List<Team> matching = byName.matching(name);
        if (matching.size() == 1) {
            return new Owned(matching.getFirst());
        }
        Map<String, Team> claiming = new TreeMap<>();
        matching.forEach(team -> claiming.put(team.name(), team));
        return among(claiming);
    }

    private static Ownership among(Map<String, Team> claiming) {
        return switch (claiming.size()) {
            case 0 -> new Ownership.Unowned();
            case 1 -> new Owned(claiming.values().iterator().next());
            default -> new Contested(List.copyOf(claiming.keySet()));
        };
    }
}
