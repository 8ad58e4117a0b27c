package io.podgate.sandbox;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The last requests, oldest first. */
final class Journal {

    private final int capacity;
    private final InstantSource clock;
    private final String secret;
    private final Map<Long, Visit> visits = new LinkedHashMap<>();
    private long last;

    /**
     * A journal.
     *
     * @param secret never written down
     */
    Journal(int capacity, String secret, InstantSource clock) {
        this.capacity = capacity;
        this.secret = secret;
        this.clock = clock;
    }

    /** Writes a request down; the answer is its number. */
    synchronized long begin(String method, String path, String body, boolean authorised) {
        long number = ++last;
        visits.put(
                number,
                new Visit(
                        number,
                        clock.instant(),
                        method,
                        masked(path),
                        masked(body),
                        authorised,
                        false,
                        OptionalInt.empty()));
        if (visits.size() > capacity) {
            visits.remove(visits.keySet().iterator().next());
        }
        return number;
    }

    void applied(long number) {
        change(number, Visit::withApplied);
    }

    void answered(long number, int status) {
        change(number, visit -> visit.withStatus(status));
    }

    synchronized List<Visit> visits() {
        return List.copyOf(visits.values());
    }

    synchronized void clear() {
        visits.clear();
    }

    private synchronized void change(long number, UnaryOperator<Visit> change) {
        visits.computeIfPresent(number, (_, visit) -> change.apply(visit));
    }

    private String masked(String text) {
        return secret.isEmpty() ? text : text.replace(secret, "(the API key)");
    }
}
