package io.podgate.simulation;

import io.podgate.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What callers ask for, in either dialect. */
final class Wishes {

    private static final List<String> CARDS = List.of("NVIDIA RTX A4000", "NVIDIA L4", "NVIDIA GeForce RTX 4090");
    private static final int KEYS = 6;

    private final Chance chance;
    private final String name;
    private final List<Wish> kept = new ArrayList<>();
    private int keys;

    /** One update that somebody wants. */
    record Wish(String endpoint, Dialect dialect, String body, Optional<String> key, boolean dryRun) {}

    Wishes(Chance chance, String name) {
        this.chance = chance;
        this.name = name;
    }

    Wish next(List<String> endpoints) {
        if (!kept.isEmpty() && chance.once(0.15)) {
            return chance.of(kept);
        }
        Dialect dialect = chance.once(0.5) ? Dialect.V1 : Dialect.V2;
        String body = dialect == Dialect.V1 ? v1() : v2();
        boolean keyed = chance.once(0.3);
        Optional<String> key = keyed ? Optional.of(name + "-" + (chance.once(0.1) ? keys : ++keys)) : Optional.empty();
        Wish wish = new Wish(chance.of(endpoints), dialect, body, key, chance.once(0.08));
        if (keyed) {
            kept.add(wish);
            if (kept.size() > KEYS) {
                kept.removeFirst();
            }
        }
        return wish;
    }

    /** What the platform does when somebody overdoes it. */
    Wish brake(List<String> endpoints) {
        int most = chance.below(2);
        return chance.once(0.5)
                ? new Wish(
                        chance.of(endpoints),
                        Dialect.V1,
                        "{\"workersMax\": %d, \"workersMin\": 0}".formatted(most),
                        Optional.empty(),
                        false)
                : new Wish(
                        chance.of(endpoints),
                        Dialect.V2,
                        "{\"workers\": {\"max\": %d, \"min\": 0}}".formatted(most),
                        Optional.empty(),
                        false);
    }

    private String v1() {
        List<String> members = new ArrayList<>();
        int most = chance.below(House.MOST_WORKERS + 1);
        if (chance.once(0.7)) {
            members.add("\"workersMax\": " + most);
        }
        if (chance.once(0.2)) {
            members.add("\"workersMin\": " + Math.min(most, chance.below(2)));
        }
        if (chance.once(0.25)) {
            members.add("\"gpuCount\": " + (1 + chance.below(2)));
        }
        if (chance.once(0.2)) {
            members.add("\"gpuTypeIds\": [\"" + chance.of(CARDS) + "\"]");
        }
        if (members.isEmpty() || chance.once(0.1)) {
            members.add("\"executionTimeoutMs\": " + (1 + chance.below(5)) * 60_000);
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String v2() {
        List<String> members = new ArrayList<>();
        List<String> workers = new ArrayList<>();
        int most = chance.below(House.MOST_WORKERS + 1);
        if (chance.once(0.7)) {
            workers.add("\"max\": " + most);
        }
        if (chance.once(0.2)) {
            workers.add("\"min\": " + Math.min(most, chance.below(2)));
        }
        if (!workers.isEmpty()) {
            members.add("\"workers\": {" + String.join(", ", workers) + "}");
        }
        if (chance.once(0.3)) {
            members.add("\"gpu\": {" + gpu() + "}");
        }
        if (members.isEmpty() || chance.once(0.1)) {
            members.add("\"timeout\": " + (1 + chance.below(5)) * 60_000);
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String gpu() {
        String count = "\"count\": " + (1 + chance.below(2));
        if (chance.once(0.4)) {
            return count;
        }
        String pools = House.POOLS.stream()
                .filter(pool -> chance.once(0.4))
                .map(pool -> "\"" + pool + "\"")
                .collect(Collectors.joining(", "));
        String chosen = pools.isEmpty() ? "\"" + House.POOLS.getFirst() + "\"" : pools;
        return "\"pools\": [" + chosen + "]" + (chance.once(0.5) ? ", " + count : "");
    }
}
