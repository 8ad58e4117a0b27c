package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.admission.IdempotencyKey;
import io.podgate.budget.Claim;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.trail.DecisionRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The ledger's tables, read a sheet at a time. Rows are locked in one order by everybody. */
final class Rows {

    private static final String ENDPOINTS =
            "SELECT id, word, stands::text FROM endpoint WHERE id = ANY(?) ORDER BY id FOR UPDATE";
    private static final String ENDPOINTS_UNLOCKED = "SELECT id, word, stands::text FROM endpoint WHERE id = ANY(?)";
    private static final String INTENTS = """
            SELECT decision_id, endpoint_id, team, claim::text, since, held_until, settles_at, aftermath, overtaken, mixed,
            books,\s""" + Pulse.IS_SILENT + """

            FROM intent WHERE endpoint_id = ANY(?)""";
    private static final String LINES = "SELECT key, total FROM line WHERE key = ANY(?)";
    private static final String KEYS = """
            SELECT team, endpoint_id, key FROM idempotency_key
            WHERE (team, endpoint_id, key) IN (SELECT * FROM unnest(?::text[], ?::text[], ?::text[]))
            AND expires_at > clock_timestamp()""";
    private static final String RECORDS =
            "SELECT DISTINCT phase, decision_id FROM trail WHERE decision_id = ANY(?) AND kind = 'decision'";
    private static final String NOW = "SELECT clock_timestamp(), nextval('word'), run, books FROM seeding";

    private static final String NEW_ENDPOINTS = """
            INSERT INTO endpoint SELECT id, 0, '{}'::jsonb FROM unnest(?::text[]) AS missing (id) ORDER BY id
            ON CONFLICT DO NOTHING""";
    private static final int JSON_DEPTH = 64;

    private Rows() {}

    /** Locks the endpoints, where there are any, and reads what is needed. */
    static Reading lock(Connection connection, Needs needs) throws SQLException {
        Reading read = read(connection, needs, ENDPOINTS, NOW);
        SortedSet<String> missing = new TreeSet<>(needs.endpoints());
        missing.removeAll(read.words().keySet());
        if (!missing.isEmpty()) {
            connection.rollback();
            new Script().change(NEW_ENDPOINTS, missing).run(connection);
            connection.commit();
            throw new Overtaken("endpoints that were not known yet");
        }
        return read;
    }

    /** Reads the same without a lock; of words and times it tells nothing. */
    static Reading look(Connection connection, Needs needs) throws SQLException {
        return read(connection, needs, ENDPOINTS_UNLOCKED, "SELECT clock_timestamp(), 0, 0, ''");
    }

    private static Reading read(Connection connection, Needs needs, String endpoints, String clock)
            throws SQLException {
        Map<String, Long> words = new HashMap<>();
        Map<String, Claim> stands = new HashMap<>();
        List<IntentRow> open = new ArrayList<>();
        Map<String, BigDecimal> totals = new HashMap<>();
        Set<IdempotencyKey> taken = new HashSet<>();
        Map<String, Set<String>> recorded = new HashMap<>();
        List<Reading> read = new ArrayList<>();
        Script script = new Script();
        if (needs.books()) {
            script.ask(Seeding.STAND_BY, row -> {});
        }
        if (!needs.endpoints().isEmpty()) {
            script.ask(
                    endpoints,
                    row -> {
                        words.put(row.getString(1), row.getLong(2));
                        stands.put(row.getString(1), claim(row.getString(3)));
                    },
                    needs.endpoints());
            script.ask(INTENTS, row -> open.add(intent(row)), needs.endpoints());
        }
        if (!needs.lines().isEmpty()) {
            script.ask(LINES, row -> totals.put(row.getString(1), row.getBigDecimal(2)), needs.lines());
        }
        if (!needs.keys().isEmpty()) {
            script.ask(
                    KEYS,
                    row -> taken.add(new IdempotencyKey(row.getString(1), row.getString(2), row.getString(3))),
                    each(needs.keys(), IdempotencyKey::team),
                    each(needs.keys(), IdempotencyKey::endpointId),
                    each(needs.keys(), IdempotencyKey::key));
        }
        if (!needs.records().isEmpty()) {
            script.ask(
                    RECORDS,
                    row -> recorded.computeIfAbsent(row.getString(1), phase -> new HashSet<>())
                            .add(row.getString(2)),
                    needs.records());
        }
        script.ask(
                clock,
                row -> read.add(new Reading(
                        time(row, 1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        words,
                        stands,
                        open,
                        totals,
                        taken,
                        recorded.getOrDefault(DecisionRecord.INTENT, Set.of()),
                        recorded.getOrDefault(DecisionRecord.RESULT, Set.of()))));
        script.run(connection);
        return read.getFirst();
    }

    static <T, R> List<R> each(Collection<T> many, Function<T, R> part) {
        List<R> parts = new ArrayList<>(many.size());
        many.forEach(one -> parts.add(part.apply(one)));
        return parts;
    }

    private static IntentRow intent(ResultSet row) throws SQLException {
        return new IntentRow(
                row.getString(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                claim(row.getString(4)),
                time(row, 5),
                time(row, 6),
                time(row, 7),
                Aftermath.valueOf(row.getString(8)),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getString(11),
                row.getBoolean(12));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Claim claim(String text) {
        TreeMap<String, BigDecimal> amounts = new TreeMap<>();
        object(text).members().forEach((line, amount) -> {
            if (amount instanceof Json.Num(String number)) {
                amounts.put(line, new BigDecimal(number));
            }
        });
        return Claim.of(amounts);
    }

    /** What the ledger itself once wrote. */
    static Json.Obj object(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JSON_DEPTH) instanceof Json.Obj object
                    ? object
                    : Json.object();
        } catch (MalformedJson e) {
            throw new IllegalStateException("a row of the ledger is no JSON", e);
        }
    }
}
