package io.podgate.postgres;

import static io.podgate.postgres.Rows.each;

import io.podgate.json.Json;
import io.podgate.trail.Chain;
import io.podgate.trail.TrailRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What was decided on a sheet, written into the ledger's tables in one round trip. */
final class Changes {

    private static final String CHANGED_ENDPOINTS = """
            UPDATE endpoint SET word = changed.word, stands = changed.stands,
                updated = CASE WHEN changed.counted THEN updated ELSE changed.word END
            FROM unnest(?::text[], ?::int8[], ?::jsonb[], ?::bool[]) AS changed (id, word, stands, counted)
            WHERE endpoint.id = changed.id""";
    private static final String MOVED_LINES = """
            INSERT INTO line AS l SELECT * FROM unnest(?::text[], ?::numeric[]) AS moved (key, amount) ORDER BY key
            ON CONFLICT (key) DO UPDATE SET total = l.total + excluded.total
            WHERE l.total <= coalesce((?::jsonb ->> l.key)::numeric, l.total)""";
    private static final String OPENED = """
            INSERT INTO intent (decision_id, endpoint_id, team, replica, claim, since, held_until, settles_at, overtaken, mixed, books)
            SELECT id, endpoint, team, ?, claim, since, held, settles, overtaken, mixed, books
            FROM unnest(?::text[], ?::text[], ?::text[], ?::jsonb[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bool[], ?::bool[], ?::text[])
                AS opened (id, endpoint, team, claim, since, held, settles, overtaken, mixed, books)""";
    private static final String LEFT = """
            UPDATE intent SET claim = gone.claim, held_until = gone.held, settles_at = gone.settles,
                aftermath = gone.aftermath, overtaken = gone.overtaken
            FROM unnest(?::text[], ?::jsonb[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bool[])
                AS gone (id, claim, held, settles, aftermath, overtaken)
            WHERE decision_id = gone.id""";
    private static final String ENDED = "DELETE FROM intent WHERE decision_id = ANY(?)";
    private static final String FREED = "DELETE FROM idempotency_key WHERE decision_id = ANY(?)";
    private static final String REMEMBERED = """
            INSERT INTO idempotency_key
            SELECT fresh.*, clock_timestamp() + interval '24 hours'
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS fresh (team, endpoint_id, key, fingerprint, decision_id)
            ON CONFLICT (team, endpoint_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
                decision_id = excluded.decision_id, expires_at = excluded.expires_at
            WHERE idempotency_key.expires_at <= clock_timestamp()""";
    private static final String RECORDED = """
            INSERT INTO trail (chain, seq, text, time, kind, phase, decision_id, team, endpoint_id, outcome)
            SELECT ?, placed.*
            FROM unnest(?::int8[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[]) AS placed""";

    private Changes() {}

    /** Writes what was decided, records at the places that they were given. */
    static void write(Connection connection, Sheet sheet, String chain, Chain.Group records) throws SQLException {
        Script script = new Script();
        changeEndpoints(script, sheet);
        moveLines(script, sheet);
        changeIntents(script, sheet, chain);
        changeKeys(script, sheet);
        if (sheet.miscounted()) {
            script.change(Seeding.MISCOUNT);
        }
        record(script, sheet.records(), chain, records);
        script.run(connection);
    }

    private static void changeEndpoints(Script script, Sheet sheet) {
        SortedMap<String, Long> words = sheet.touched().words();
        if (!words.isEmpty()) {
            script.change(
                    words.size(),
                    CHANGED_ENDPOINTS,
                    words.keySet(),
                    words.values(),
                    each(words.keySet(), id -> text(sheet.stands(id).byLine())),
                    each(words.keySet(), sheet.touched()::isOnlyCounted));
        }
    }

    private static void moveLines(Script script, Sheet sheet) {
        if (!sheet.moved().isEmpty()) {
            script.change(
                    sheet.moved().size(),
                    MOVED_LINES,
                    sheet.moved().keySet(),
                    sheet.moved().values(),
                    text(sheet.most()));
        }
    }

    private static void changeIntents(Script script, Sheet sheet, String replica) {
        if (!sheet.intents().removed().isEmpty()) {
            script.change(
                    sheet.intents().removed().size(), ENDED, sheet.intents().removed());
        }
        if (!sheet.intents().changed().isEmpty()) {
            script.change(
                    sheet.intents().changed().size(),
                    LEFT,
                    each(sheet.intents().changed(), IntentRow::decisionId),
                    each(
                            sheet.intents().changed(),
                            intent -> text(intent.claim().byLine())),
                    each(sheet.intents().changed(), intent -> intent.heldUntil().toString()),
                    each(sheet.intents().changed(), intent -> intent.settlesAt().toString()),
                    each(sheet.intents().changed(), intent -> intent.aftermath().name()),
                    each(sheet.intents().changed(), IntentRow::overtaken));
        }
        if (!sheet.intents().added().isEmpty()) {
            script.change(
                    sheet.intents().added().size(),
                    OPENED,
                    replica,
                    each(sheet.intents().added(), IntentRow::decisionId),
                    each(sheet.intents().added(), IntentRow::endpointId),
                    each(sheet.intents().added(), intent -> intent.team().orElse(null)),
                    each(sheet.intents().added(), intent -> text(intent.claim().byLine())),
                    each(sheet.intents().added(), intent -> intent.since().toString()),
                    each(sheet.intents().added(), intent -> intent.heldUntil().toString()),
                    each(sheet.intents().added(), intent -> intent.settlesAt().toString()),
                    each(sheet.intents().added(), IntentRow::overtaken),
                    each(sheet.intents().added(), IntentRow::mixed),
                    each(sheet.intents().added(), IntentRow::books));
        }
    }

    private static void changeKeys(Script script, Sheet sheet) {
        if (!sheet.freed().isEmpty()) {
            script.change(FREED, sheet.freed());
        }
        if (!sheet.keys().isEmpty()) {
            script.change(
                    sheet.keys().size(),
                    REMEMBERED,
                    each(sheet.keys(), key -> key.key().team()),
                    each(sheet.keys(), key -> key.key().endpointId()),
                    each(sheet.keys(), key -> key.key().key()),
                    each(sheet.keys(), KeyRow::fingerprint),
                    each(sheet.keys(), KeyRow::decisionId));
        }
    }

    private static void record(Script script, List<TrailRecord> records, String chain, Chain.Group placed) {
        if (records.isEmpty()) {
            return;
        }
        List<Long> seqs = new ArrayList<>();
        for (long seq = placed.seq() - records.size() + 1; seq <= placed.seq(); seq++) {
            seqs.add(seq);
        }
        script.change(
                records.size(),
                RECORDED,
                chain,
                seqs,
                each(placed.texts(), text -> new String(text, StandardCharsets.UTF_8)),
                said(records, "time"),
                said(records, "kind"),
                said(records, "phase"),
                said(records, "decisionId"),
                said(records, "team"),
                said(records, "endpointId"),
                said(records, "outcome"));
    }

    private static List<String> said(List<TrailRecord> records, String member) {
        return each(records, record -> record.said(member).orElse(null));
    }

    private static String text(Map<String, BigDecimal> amounts) {
        return new String(Json.of(amounts).bytes(), StandardCharsets.UTF_8);
    }
}
