package io.podgate.race;

import io.podgate.admission.Ledger;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the audit trail says of the updates that were sent. */
final class Trail {

    private static final int MOST_ATTEMPTS = 3;

    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final List<String> flaws = new ArrayList<>();

    /**
     * A decision with an intent.
     *
     * @param mark the execution timeout that it set, ms; see {@link Plan.Ask}
     * @param results its results' outcomes
     * @param attempts how often it was sent at most
     * @param settled whether a read-back had to end it
     * @param after what it says that the endpoint takes then, USD per hour; empty where prices were not known
     */
    record Sent(
            String decisionId,
            String endpoint,
            long mark,
            Instant begun,
            List<String> results,
            int attempts,
            Optional<Instant> ended,
            boolean settled,
            Optional<BigDecimal> after) {

        boolean applied() {
            return results.equals(List.of("applied"));
        }

        /** Whether one had begun before the other had ended. */
        boolean overlaps(Sent other) {
            return !ended.orElse(Instant.MAX).isBefore(other.begun)
                    && !other.ended.orElse(Instant.MAX).isBefore(begun);
        }

        /** Of what was settled nobody knows it. */
        private static int attempts(Json.Obj result) {
            return result.get("upstream").isPresent()
                    ? Fleet.number(Fleet.child(result, "upstream"), "attempts").intValueExact()
                    : MOST_ATTEMPTS;
        }

        /** What was sent more than once may land once more, unless it was settled when nothing could land any more. */
        private static Instant over(Instant time, Json.Obj result) {
            boolean settled = result.string("settledBy").isPresent();
            return attempts(result) > 1 && !settled ? time.plus(Ledger.LANDING_WINDOW) : time;
        }

        private Sent ended(Json.Obj result) {
            List<String> more = new ArrayList<>(results);
            more.add(result.string("outcome").orElse("none"));
            return new Sent(
                    decisionId,
                    endpoint,
                    mark,
                    begun,
                    more,
                    attempts(result),
                    result.string("time").map(Instant::parse).map(time -> over(time, result)),
                    result.string("settledBy").isPresent(),
                    after);
        }
    }

    /** Reads records in the order in which chains have them. */
    Trail(List<String> texts) {
        List<Json.Obj> records = texts.stream()
                .map(text -> Fleet.read(text.getBytes(StandardCharsets.UTF_8)))
                .filter(record -> record.string("kind").equals(Optional.of("decision")))
                .toList();
        records.stream().filter(record -> phase(record, "intent")).forEach(this::begin);
        records.stream().filter(record -> phase(record, "result")).forEach(this::end);
    }

    private static boolean phase(Json.Obj record, String phase) {
        return record.string("phase").equals(Optional.of(phase));
    }

    private void begin(Json.Obj intent) {
        String id = intent.string("decisionId").orElseThrow();
        Sent begun = new Sent(
                id,
                intent.string("endpointId").orElseThrow(),
                mark(intent),
                Instant.parse(intent.string("time").orElseThrow()),
                List.of(),
                0,
                Optional.empty(),
                false,
                intent.get("cost").map(cost -> Fleet.number((Json.Obj) cost, "after")));
        if (sent.put(id, begun) != null) {
            flaws.add(id + " has two intents");
        }
    }

    private static long mark(Json.Obj intent) {
        for (Json change : Fleet.elements(intent, "changes")) {
            if (change instanceof Json.Obj entry && entry.string("field").equals(Optional.of("executionTimeout"))) {
                return Fleet.number(entry, "after").movePointRight(3).longValueExact();
            }
        }
        return 0;
    }

    private void end(Json.Obj result) {
        String id = result.string("decisionId").orElseThrow();
        String outcome = result.string("outcome").orElse("none");
        if (sent.computeIfPresent(id, (_, begun) -> begun.ended(result)) == null && outcome.equals("applied")) {
            flaws.add(id + " was applied without an intent");
        }
    }

    Collection<Sent> sent() {
        return sent.values();
    }

    /** Where it is not one intent and one result. */
    List<String> flaws() {
        List<String> all = new ArrayList<>(flaws);
        sent.values().stream()
                .filter(each -> each.results().size() != 1)
                .forEach(each ->
                        all.add(each.decisionId() + " of " + each.endpoint() + " has the results " + each.results()));
        return all;
    }
}
