package io.podgate.endpoint;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * vCPUs per worker, by CPU flavour.
 *
 * @param byFlavor never empty; the key {@value #EVERY_FLAVOR} stands for flavours that are not known
 */
public record Vcpus(SortedMap<String, Integer> byFlavor) {

    /** Stands for "whatever the flavours are". */
    public static final String EVERY_FLAVOR = "*";

    public Vcpus {
        if (byFlavor.isEmpty()) {
            throw new IllegalArgumentException("no flavour");
        }
        byFlavor = Collections.unmodifiableSortedMap(new TreeMap<>(byFlavor));
    }

    /** The same count on each of the flavours; on all of them where none is named. */
    public static Vcpus each(Iterable<String> flavors, int count) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        flavors.forEach(flavor -> counts.put(flavor, count));
        return new Vcpus(counts.isEmpty() ? new TreeMap<>(Map.of(EVERY_FLAVOR, count)) : counts);
    }

    public int max() {
        return Collections.max(byFlavor.values());
    }

    /** Of one flavour; the largest of any where that flavour is not named. */
    public int of(String flavor) {
        Integer named = byFlavor.get(flavor);
        return named == null ? max() : named;
    }

    /** Whether all flavours have the same count. */
    public boolean uniform() {
        return Collections.min(byFlavor.values()) == max();
    }

    /** A flavour that was not there is measured against the largest that was. */
    static Direction direction(@Nullable Vcpus before, Vcpus after) {
        if (before == null) {
            return Direction.GROWS;
        }
        boolean shrinks = false;
        for (Map.Entry<String, Integer> entry : after.byFlavor.entrySet()) {
            int was = before.byFlavor.getOrDefault(entry.getKey(), before.max());
            if (entry.getValue() > was) {
                return Direction.GROWS;
            }
            shrinks |= entry.getValue() < was;
        }
        return shrinks ? Direction.SHRINKS : Direction.SAME;
    }
}
