package io.podgate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which groups an endpoint is in. */
final class Groups {

    private final Map<String, List<Group>> byId = new HashMap<>();
    private final Names<Group> byName = new Names<>();

    Groups(Collection<Group> groups) {
        for (Group group : groups) {
            for (Selector selector : group.endpoints()) {
                switch (selector) {
                    case Selector.ById(String id) ->
                        byId.computeIfAbsent(id, i -> new ArrayList<>()).add(group);
                    case Selector.ByName(Glob glob) -> byName.add(glob, group);
                }
            }
        }
    }

    /** Each once, in the order of their names. */
    List<Group> of(String id, String name) {
        List<Group> matching = byName.matching(name);
        matching.addAll(byId.getOrDefault(id, List.of()));
        if (matching.size() < 2) {
            return matching;
        }
        Map<String, Group> each = new TreeMap<>();
        matching.forEach(group -> each.put(group.name(), group));
        return List.copyOf(each.values());
    }
}
