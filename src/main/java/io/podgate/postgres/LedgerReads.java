package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.podgate.json.Json;
import io.podgate.trail.EventRecord;
import io.podgate.trail.Replay;
import io.podgate.trail.Shown;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is asked of the ledger's tables without changing what anybody takes. */
final class LedgerReads {

    private static final String UNSETTLED = """
            intent.decision_id, intent.endpoint_id, intent.team, intent.since,
            settles_at <= clock_timestamp(), aftermath, overtaken,
            (SELECT word FROM endpoint WHERE id = intent.endpoint_id),
            (SELECT text FROM trail WHERE trail.decision_id = intent.decision_id
                AND kind = 'decision' AND phase = 'intent')""";

    /** Whoever takes one has this long to read it back before somebody else is sent. */
    private static final String TAKE_DUE = """
            UPDATE intent SET taken_until = clock_timestamp() + interval '20 seconds'
            FROM (SELECT decision_id AS id FROM intent
                  WHERE settles_at <= clock_timestamp()
                  AND (taken_until IS NULL OR taken_until <= clock_timestamp())
                  ORDER BY since LIMIT 100 FOR UPDATE SKIP LOCKED) AS due
            WHERE intent.decision_id = due.id
            RETURNING\s""" + UNSETTLED;

    private static final String OF = "SELECT " + UNSETTLED + """

            FROM intent WHERE (endpoint_id = ? OR decision_id = ?) AND held_until <= clock_timestamp()""";

    private static final String INTENT = """
            SELECT text FROM trail JOIN intent USING (decision_id)
            WHERE decision_id = ? AND kind = 'decision' AND phase = 'intent'""";

    private static final String LAST_POLICY =
            "SELECT text FROM trail WHERE kind = 'policy' AND time > ?::timestamptz ORDER BY time DESC LIMIT 1";

    private static final String SPOKEN_OF = """
            SELECT id, word, updated, EXISTS (SELECT FROM intent WHERE endpoint_id = id) FROM endpoint WHERE id = ANY(?)""";
    private static final String TOTALS = "SELECT key, total FROM line WHERE key = ANY(?) AND total <> 0";

    private static final String RECALLED = """
            SELECT fingerprint,
                (SELECT text FROM trail WHERE trail.decision_id = known.decision_id
                    AND kind = 'decision' AND phase = 'result')
            FROM idempotency_key AS known
            WHERE team = ? AND endpoint_id = ? AND key = ? AND expires_at > clock_timestamp()""";

    private final EnvDigest digest;

    LedgerReads(EnvDigest digest) {
        this.digest = digest;
    }

    static List<Shortage> probe(
            Connection connection, String endpointId, Claim before, Claim after, Collection<Demand> demands)
            throws SQLException {
        Needs needs = new Needs();
        needs.endpoint(endpointId);
        demands.stream().map(Demand::line).forEach(needs::line);
        Reading read = Rows.look(connection, needs);
        Map<String, Claim> open = new LinkedHashMap<>();
        read.open().forEach(intent -> open.put(intent.decisionId(), intent.claim()));
        Book book = new Book();
        book.load(endpointId, new Book.Page(read.stands().getOrDefault(endpointId, Claim.NOTHING), open));
        read.totals().forEach(book::load);
        return book.probe(endpointId, before, after, demands);
    }

    /** Of each set of lines what they come to, from one look. */
    static List<Map<String, BigDecimal>> totals(Connection connection, List<Set<String>> asked) throws SQLException {
        Set<String> lines = new TreeSet<>();
        asked.forEach(lines::addAll);
        Map<String, BigDecimal> all = new HashMap<>();
        new Script()
                .ask(TOTALS, row -> all.put(row.getString(1), row.getBigDecimal(2)), lines)
                .run(connection);
        return asked.stream().map(some -> only(some, all)).toList();
    }

    private static Map<String, BigDecimal> only(Set<String> lines, Map<String, BigDecimal> totals) {
        Map<String, BigDecimal> some = new HashMap<>(totals);
        some.keySet().retainAll(lines);
        return some;
    }

    static Remembered recall(Connection connection, IdempotencyKey key) throws SQLException {
        List<Remembered> found = new ArrayList<>();
        new Script()
                .ask(RECALLED, row -> found.add(remembered(row)), key.team(), key.endpointId(), key.key())
                .run(connection);
        return found.isEmpty() ? new Remembered.Nothing() : found.getFirst();
    }

    private static Remembered remembered(ResultSet row) throws SQLException {
        @Nullable String result = row.getString(2);
        if (result == null) {
            return new Remembered.Running(row.getString(1));
        }
        Optional<Remembered.Ended> ended = Replay.ended(Rows.object(result));
        return ended.isPresent() ? ended.get() : new Remembered.Nothing();
    }

    /** Intents whose time has come, for this replica to settle. */
    List<Unsettled> due(Connection connection) throws SQLException {
        List<Unsettled> due = new ArrayList<>();
        new Script().ask(TAKE_DUE, row -> due.add(unsettled(row))).run(connection);
        return due;
    }

    /** Those of an endpoint, or of a decision, whose forwards are over. */
    List<Unsettled> of(Connection connection, String id) throws SQLException {
        List<Unsettled> open = new ArrayList<>();
        new Script().ask(OF, row -> open.add(unsettled(row)), id, id).run(connection);
        return open;
    }

    /** The record of an intent; empty where it is not open any more. */
    static Optional<Json.Obj> intent(Connection connection, String decisionId) throws SQLException {
        List<Json.Obj> found = new ArrayList<>();
        new Script()
                .ask(INTENT, row -> found.add(Rows.object(row.getString(1))), decisionId)
                .run(connection);
        return found.stream().findFirst();
    }

    /** The revision of the policy that any replica has last said to be in force; empty where none has since. */
    static Optional<String> lastPolicy(Connection connection, Instant since) throws SQLException {
        List<Json.Obj> found = new ArrayList<>();
        new Script()
                .ask(LAST_POLICY, row -> found.add(Rows.object(row.getString(1))), since.toString())
                .run(connection);
        return found.stream().findFirst().flatMap(record -> record.string(EventRecord.REVISION));
    }

    private Unsettled unsettled(ResultSet row) throws SQLException {
        @Nullable String text = row.getString(9);
        Json.Obj intent = text == null ? Json.object() : Rows.object(text);
        return new Unsettled(
                row.getString(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Rows.time(row, 4),
                row.getBoolean(5),
                Aftermath.valueOf(row.getString(6)),
                row.getBoolean(7),
                row.getLong(8),
                Shown.by(intent, digest));
    }

    /** See {@link io.podgate.admission.Ledger#changedElsewhere}; {@code pictures} are this replica's. */
    static Set<String> changedElsewhere(Connection connection, Set<String> endpoints, Pictures pictures)
            throws SQLException {
        return spokenOf(connection, endpoints, pictures, 2);
    }

    /** See {@link io.podgate.admission.Ledger#updatedElsewhere}; {@code pictures} are this replica's. */
    static Set<String> updatedElsewhere(Connection connection, Set<String> endpoints, Pictures pictures)
            throws SQLException {
        return spokenOf(connection, endpoints, pictures, 3);
    }

    /** @param column of the word that counts */
    private static Set<String> spokenOf(Connection connection, Set<String> endpoints, Pictures pictures, int column)
            throws SQLException {
        Set<String> changed = new HashSet<>();
        new Script()
                .ask(
                        SPOKEN_OF,
                        row -> {
                            String id = row.getString(1);
                            if (row.getBoolean(4) || row.getLong(column) > pictures.word(id, pictures.of(id))) {
                                changed.add(id);
                            }
                        },
                        endpoints)
                .run(connection);
        return changed;
    }
}
