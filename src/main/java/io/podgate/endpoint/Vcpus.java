package io.podgate.endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large a worker may be: CPU flavours with their vCPUs, in order of preference. A flavour may come in several
 * sizes.
 *
 * @param sizes never empty, and none of them twice; the flavour {@value #EVERY_FLAVOR} stands for flavours that are not
 *     known
 */
public record Vcpus(List<Size> sizes) {

    /** Stands for "whatever the flavours are". */
    public static final String EVERY_FLAVOR = "*";

    /** A worker of this flavour with so many vCPUs. */
    public record Size(String flavor, int vcpus) {}

    /**
     * A size that was not there before.
     *
     * @param instead the vCPUs of the size whose place it takes; empty where it comes on top
     */
    public record Step(int vcpus, Optional<Integer> instead) {}

    public Vcpus {
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("no size");
        }
        sizes = sizes.stream().distinct().toList();
    }

    /** The same count on each of the flavours; on all of them where none is named. */
    public static Vcpus each(Collection<String> flavors, int count) {
        return new Vcpus((flavors.isEmpty() ? List.of(EVERY_FLAVOR) : flavors)
                .stream().map(flavor -> new Size(flavor, count)).toList());
    }

    /** In order of preference, each of them once. */
    public List<String> flavors() {
        return List.copyOf(byFlavor().keySet());
    }

    /** The vCPUs of each flavour, the largest first. */
    public SequencedMap<String, List<Integer>> byFlavor() {
        SequencedMap<String, List<Integer>> counts = new LinkedHashMap<>();
        sizes.forEach(size ->
                counts.computeIfAbsent(size.flavor(), f -> new ArrayList<>()).add(size.vcpus()));
        counts.values().forEach(each -> each.sort(Comparator.reverseOrder()));
        return counts;
    }

    public int max() {
        return sizes.stream().mapToInt(Size::vcpus).max().orElseThrow();
    }

    /** Whether all sizes have the same count, so that none of the flavours has several. */
    public boolean uniform() {
        return sizes.stream().mapToInt(Size::vcpus).distinct().count() == 1;
    }

    /** Whether some flavour comes in more sizes than one. */
    public boolean severalOfOne() {
        return sizes.size() > byFlavor().size();
    }

    /**
     * What is new. Within a flavour the largest size that is new takes the place of the largest that is gone; a flavour
     * that was not there is measured against the largest size that was.
     */
    public List<Step> since(Vcpus before) {
        List<Step> steps = new ArrayList<>();
        Map<String, List<Integer>> were = before.byFlavor();
        Optional<Integer> most = Optional.of(before.max());
        byFlavor().forEach((flavor, are) -> {
            List<Integer> old = were.getOrDefault(flavor, List.of());
            List<Integer> gone = without(old, are);
            List<Integer> fresh = without(are, old);
            for (int i = 0; i < fresh.size(); i++) {
                Optional<Integer> sameRank = i < gone.size() ? Optional.of(gone.get(i)) : Optional.empty();
                steps.add(new Step(fresh.get(i), old.isEmpty() ? most : sameRank));
            }
        });
        return steps;
    }

    private static List<Integer> without(List<Integer> counts, List<Integer> these) {
        return counts.stream().filter(count -> !these.contains(count)).toList();
    }

    /** Larger or more sizes of a flavour are growth. With one size each, their order is that of the flavours. */
    static Direction direction(@Nullable Vcpus before, Vcpus after) {
        if (before == null) {
            return Direction.GROWS;
        }
        boolean shrinks = after.hasFewerOfOne(before);
        for (Step step : after.since(before)) {
            int was = step.instead().orElse(0);
            if (step.vcpus() > was) {
                return Direction.GROWS;
            }
            shrinks |= step.vcpus() < was;
        }
        if (shrinks) {
            return Direction.SHRINKS;
        }
        boolean several = before.severalOfOne() || after.severalOfOne();
        return several && !after.common(before).equals(before.common(after)) ? Direction.CHANGES : Direction.SAME;
    }

    private boolean hasFewerOfOne(Vcpus before) {
        Map<String, List<Integer>> were = before.byFlavor();
        return byFlavor().entrySet().stream()
                .anyMatch(flavor -> flavor.getValue().size()
                        < were.getOrDefault(flavor.getKey(), List.of()).size());
    }

    private List<Size> common(Vcpus other) {
        Set<Size> others = new HashSet<>(other.sizes);
        return sizes.stream().filter(others::contains).toList();
    }
}
