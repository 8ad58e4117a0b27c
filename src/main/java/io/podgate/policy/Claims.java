package io.podgate.policy;

import io.podgate.policy.Ownership.Contested;
import io.podgate.policy.Ownership.Owned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all teams claim. Ids are looked up; names are looked up by the text before a pattern's first wildcard, so that
 * the cost depends on how many lengths such texts have, not on how many teams there are.
 */
final class Claims {

    private record NameClaim(Glob glob, Team team) {}

    private final Map<String, Ownership> byId = new HashMap<>();
    private final SortedMap<Integer, Map<String, List<NameClaim>>> byPrefix = new TreeMap<>();

    Claims(Collection<Team> teams) {
        Map<String, Map<String, Team>> claimants = new LinkedHashMap<>();
        for (Team team : teams) {
            for (Selector selector : team.owns()) {
                switch (selector) {
                    case Selector.ById(String id) ->
                        claimants.computeIfAbsent(id, i -> new TreeMap<>()).put(team.name(), team);
                    case Selector.ByName(Glob glob) -> add(new NameClaim(glob, team));
                }
            }
        }
        claimants.forEach((id, claiming) -> byId.put(id, among(claiming)));
    }

    private void add(NameClaim claim) {
        String prefix = claim.glob().prefix();
        byPrefix.computeIfAbsent(prefix.length(), length -> new HashMap<>())
                .computeIfAbsent(prefix, p -> new ArrayList<>())
                .add(claim);
    }

    Ownership owner(String id, String name) {
        Ownership owner = byId.get(id);
        return owner != null ? owner : byName(name);
    }

    private Ownership byName(String name) {
        Map<String, Team> claiming = new TreeMap<>();
        for (Map.Entry<Integer, Map<String, List<NameClaim>>> entry : byPrefix.entrySet()) {
            int length = entry.getKey();
            if (length > name.length()) {
                break;
            }
            for (NameClaim claim : entry.getValue().getOrDefault(name.substring(0, length), List.of())) {
                if (claim.glob().matches(name)) {
                    claiming.put(claim.team().name(), claim.team());
                }
            }
        }
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
