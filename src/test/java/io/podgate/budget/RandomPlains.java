package io.podgate.budget;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Endpoints of three teams, or none, in two groups, or none, and what may become of them. */
final class RandomPlains {

    private static final List<String> TEAMS = List.of("a", "b", "c", "none");
    private static final List<Integer> SIZES = List.of(2, 4, 8, 16, 32);
    private static final List<String> GROUPS = List.of("g", "h", "none");

    private final Random random;

    RandomPlains(Random random) {
        this.random = random;
    }

    Plain any() {
        String team = one(TEAMS);
        String group = one(GROUPS);
        int min = random.nextInt(3);
        int max = random.nextInt(8);
        return switch (random.nextInt(3)) {
            case 0 -> new Plain(team, group, some(Market.CARDS), List.of(), List.of(), gpus(), Map.of(), min, max);
            case 1 -> {
                List<String> pools = some(Market.POOLS);
                yield new Plain(team, group, List.of(), pools, exclusions(), gpus(), Map.of(), min, max);
            }
            default -> {
                boolean shown = random.nextInt(8) > 0;
                Map<String, List<Integer>> vcpus = new TreeMap<>();
                some(Market.FLAVORS).forEach(flavor -> vcpus.put(flavor, shown ? shuffled(SIZES) : List.of()));
                yield new Plain(team, group, List.of(), List.of(), List.of(), 0, vcpus, min, max);
            }
        };
    }

    /** The same endpoint after some update. */
    Plain changed(Plain plain) {
        return switch (random.nextInt(4)) {
            case 0 -> any();
            case 1 -> plain.of(one(TEAMS), one(GROUPS));
            case 2 -> plain.sized(plain.gpus() == 0 ? 0 : gpus(), plain.min(), random.nextInt(12));
            default -> plain.sized(plain.gpus(), random.nextInt(4), plain.max());
        };
    }

    /** The same endpoint with no more of anything. */
    Plain shrunk(Plain plain) {
        Plain smaller = plain.sized(
                plain.gpus() == 0 ? 0 : 1 + random.nextInt(plain.gpus()),
                random.nextInt(plain.min() + 1),
                random.nextInt(plain.max() + 1));
        Map<String, List<Integer>> fewer = new TreeMap<>(smaller.vcpus());
        fewer.replaceAll((_, sizes) -> sizes.isEmpty() ? sizes : shuffled(sizes));
        return smaller.cards().isEmpty() ? smaller.in(fewer) : smaller.on(some(smaller.cards()));
    }

    private List<Integer> shuffled(List<Integer> sizes) {
        List<Integer> some = new ArrayList<>(some(sizes));
        Collections.shuffle(some, random);
        return some;
    }

    private int gpus() {
        return 1 + random.nextInt(4);
    }

    /** Never all of them: no pool comes without a card. */
    private List<String> exclusions() {
        return random.nextBoolean() ? List.of() : List.of(one(Market.CARDS));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> List<T> some(List<T> of) {
        List<T> some = new ArrayList<>(of);
        some.removeIf(each -> random.nextBoolean());
        return some.isEmpty() ? List.of(one(of)) : some;
    }
}
