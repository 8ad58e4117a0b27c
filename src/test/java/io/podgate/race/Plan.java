package io.podgate.race;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Who asks for what, and how long each waits before: the same for the same seed. */
final class Plan {

    /** Longer than any later one, so that a lower one alone does not make an update grow. */
    private static final long FIRST_MARK = 900_000_000;

    private static final int MOST_WORKERS = 6;
    private static final double KEYED = 0.8;

    private final Random random;
    private final int client;
    private final int clients;
    private int number;

    /**
     * An update.
     *
     * @param mark tells it from all others wherever it is seen: the execution timeout, ms
     * @param pause before it, ms
     * @param replica whom it is sent to first
     */
    record Ask(String endpoint, long mark, Json.Obj body, Optional<String> key, int pause, int replica) {}

    Plan(long seed, int client, int clients) {
        this.random = new Random(seed * 1_000_003 + client);
        this.client = client;
        this.clients = clients;
    }

    /** An update that changes nothing of what the endpoint costs. */
    static Ask closing(String endpoint, long mark) {
        Json.Obj body = (Json.Obj) Json.of(Map.of("timeout", mark));
        return new Ask(endpoint, mark, body, Optional.of("closing-" + mark), 0, 0);
    }

    /** An update to so many workers, with a key. */
    static Ask keyed(String endpoint, long mark, int workers, int replica) {
        Json.Obj body = (Json.Obj) Json.of(Map.of("workers", Map.of("max", workers), "timeout", mark));
        return new Ask(endpoint, mark, body, Optional.of("key-" + mark), 0, replica);
    }

    Ask next(int longestPause) {
        List<String> endpoints = Fleet.endpoints();
        String endpoint = endpoints.get(random.nextInt(endpoints.size()));
        long mark = FIRST_MARK - (long) number++ * clients - client;
        Map<String, Object> body = new LinkedHashMap<>();
        int kind = random.nextInt(10);
        if (kind < 7) {
            body.put("workers", Map.of("max", random.nextInt(MOST_WORKERS + 1)));
        }
        if (kind >= 5) {
            body.put("gpu", gpu(kind));
        }
        body.put("timeout", mark);
        Optional<String> key = random.nextDouble() < KEYED ? Optional.of("race-" + mark) : Optional.empty();
        return new Ask(
                endpoint,
                mark,
                (Json.Obj) Json.of(body),
                key,
                random.nextInt(longestPause),
                random.nextInt(Integer.MAX_VALUE));
    }

    private Map<String, Object> gpu(int kind) {
        Map<String, Object> gpu = new LinkedHashMap<>();
        if (kind != 9) {
            List<String> pools = new ArrayList<>(List.of(Fleet.POOLS.get(random.nextInt(Fleet.POOLS.size()))));
            if (random.nextInt(3) == 0 && !pools.contains(Fleet.POOLS.getFirst())) {
                pools.add(Fleet.POOLS.getFirst());
            }
            gpu.put("pools", pools);
        }
        if (kind != 8) {
            gpu.put("count", 1 + random.nextInt(2));
        }
        return gpu;
    }
}
