package io.podgate.race;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How often what happened. */
final class Tally {

    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
