package io.podgate.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reckons everything once more, from scratch each time, in whole hundredths of a cent: slow, and written so that it can
 * be believed by reading it.
 */
final class Oracle {

    private final Market market;
    private final Map<String, Plain> stands = new HashMap<>();
    private final Map<String, Map<String, List<Plain>>> open = new HashMap<>();

    private final Map<String, String[]> partsOf = new HashMap<>();

    Oracle(Market market) {
        this.market = market;
    }

    void stands(String endpoint, Plain plain) {
        stands.put(endpoint, plain);
    }

    void gone(String endpoint) {
        stands.remove(endpoint);
    }

    void opens(String endpoint, String decision, Plain before, Plain after) {
        open.computeIfAbsent(endpoint, e -> new HashMap<>()).put(decision, List.of(before, after));
    }

    void closes(String endpoint, String decision) {
        open.getOrDefault(endpoint, new HashMap<>()).remove(decision);
    }

    List<String> openOf(String endpoint) {
        return open.getOrDefault(endpoint, Map.of()).keySet().stream().sorted().toList();
    }

    /** What one update that is under way may come to. */
    long opened(String line, String endpoint, String decision) {
        long most = 0;
        for (Plain plain : open.getOrDefault(endpoint, Map.of()).getOrDefault(decision, List.of())) {
            most = Math.max(most, takes(line, plain));
        }
        return most;
    }

    /** What all endpoints but one hold of the line. */
    long others(String line, String endpoint) {
        TreeSet<String> endpoints = new TreeSet<>(stands.keySet());
        endpoints.addAll(open.keySet());
        endpoints.remove(endpoint);
        long total = 0;
        for (String other : endpoints) {
            total += held(line, other);
        }
        return total;
    }

    long total(String line) {
        return others(line, "none of them");
    }

    long held(String line, String endpoint) {
        List<Plain> possible = new ArrayList<>();
        if (stands.containsKey(endpoint)) {
            possible.add(stands.get(endpoint));
        }
        open.getOrDefault(endpoint, Map.of()).values().forEach(possible::addAll);
        long most = 0;
        for (Plain plain : possible) {
            most = Math.max(most, takes(line, plain));
        }
        return most;
    }

    /** Money in hundredths of a cent, workers and GPUs in ten-thousandths, so that all lines are alike. */
    long takes(String line, Plain plain) {
        String[] parts = parts(line);
        boolean counts = switch (parts[0]) {
            case "account" -> true;
            case "team" -> parts[1].equals(plain.team());
            default -> parts[1].equals(plain.group());
        };
        if (!counts) {
            return 0;
        }
        String what = parts[0].equals("account") ? parts[1] : parts[2];
        return switch (what) {
            case "burnRate" -> perWorker(plain) * plain.max();
            case "floor" -> perWorker(plain) * plain.min();
            case "workers" -> 10_000L * plain.max();
            default -> mayRunOn(parts[3].charAt(0), plain) ? 10_000L * plain.max() * plain.gpus() : 0;
        };
    }

    private String[] parts(String line) {
        return partsOf.computeIfAbsent(line, key -> key.split("/", -1));
    }

    boolean isUnpriced(Plain plain) {
        if (plain.min() == 0 && plain.max() == 0) {
            return false;
        }
        return plain.vcpus().isEmpty()
                ? cards(plain).isEmpty() || !market.prices.keySet().containsAll(cards(plain))
                : isUnsized(plain)
                        || !market.prices.keySet().containsAll(plain.vcpus().keySet());
    }

    private static boolean isUnsized(Plain plain) {
        return plain.vcpus().values().stream().allMatch(List::isEmpty);
    }

    private boolean mayRunOn(char letter, Plain plain) {
        if (!plain.vcpus().isEmpty()) {
            return false;
        }
        return cards(plain).isEmpty() || cards(plain).stream().anyMatch(card -> card.charAt(0) == letter);
    }

    /** None where a pool is not known. */
    private List<String> cards(Plain plain) {
        if (plain.pools().isEmpty()) {
            return plain.cards();
        }
        List<String> cards = new ArrayList<>();
        for (String pool : plain.pools()) {
            if (!market.pools.containsValue(pool)) {
                return List.of();
            }
            for (String card : Market.CARDS) {
                if (pool.equals(market.pools.get(card)) && !plain.excluded().contains(card)) {
                    cards.add(card);
                }
            }
        }
        return cards;
    }

    private long perWorker(Plain plain) {
        long dearest = 0;
        if (plain.vcpus().isEmpty()) {
            List<String> cards = cards(plain);
            boolean unknown = cards.isEmpty() || !market.prices.keySet().containsAll(cards);
            for (String card : unknown ? Market.CARDS : cards) {
                dearest = Math.max(dearest, plain.gpus() * market.prices.getOrDefault(card, 0L));
            }
            return dearest;
        }
        long most = 0;
        for (Map.Entry<String, List<Integer>> flavor : plain.vcpus().entrySet()) {
            for (int vcpus : isUnsized(plain) ? List.of(Market.MOST_VCPUS) : flavor.getValue()) {
                dearest = Math.max(dearest, vcpus * market.prices.getOrDefault(flavor.getKey(), 0L));
                most = Math.max(most, vcpus);
            }
        }
        if (!market.prices.keySet().containsAll(plain.vcpus().keySet())) {
            for (String flavor : Market.FLAVORS) {
                dearest = Math.max(dearest, most * market.prices.getOrDefault(flavor, 0L));
            }
        }
        return dearest;
    }
}
