package io.podgate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Things found by patterns over names. They are looked up by the text before a pattern's first wildcard, so that the
 * cost depends on how many lengths such texts have, not on how many patterns there are.
 */
final class Names<T> {

    private record Entry<T>(Glob glob, T thing) {}

    private final SortedMap<Integer, Map<String, List<Entry<T>>>> byPrefix = new TreeMap<>();

    void add(Glob glob, T thing) {
        String prefix = glob.prefix();
        byPrefix.computeIfAbsent(prefix.length(), length -> new HashMap<>())
                .computeIfAbsent(prefix, p -> new ArrayList<>())
                .add(new Entry<>(glob, thing));
    }

    /** All whose patterns match, as often as they do. */
    List<T> matching(String name) {
        List<T> matching = new ArrayList<>();
        for (Map.Entry<Integer, Map<String, List<Entry<T>>>> entry : byPrefix.entrySet()) {
            int length = entry.getKey();
            if (length > name.length()) {
                break;
            }
            for (Entry<T> each : entry.getValue().getOrDefault(name.substring(0, length), List.of())) {
                if (each.glob().matches(name)) {
                    matching.add(each.thing());
                }
            }
        }
        return matching;
    }
}
