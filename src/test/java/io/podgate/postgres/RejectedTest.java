package io.podgate.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import io.podgate.ledger.LedgerContract;
import io.podgate.ledger.Updates;
import io.podgate.trail.TrailConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trail in a database will never take does not stand in the way of what it will. */
final class RejectedTest {

    private static final String TORN = "{\"kind\":\"decision\",\"phase\":\"res";
    private static final String NONSENSE = "no record";

    @TempDir
    private Path directory;

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final AtomicInteger failures = new AtomicInteger();
    private Path spool;
    private Path rejected;

    @BeforeEach
    void begin() {
        spool = directory.resolve("spool.jsonl");
        rejected = directory.resolve("spool.rejected");
    }

    @AfterEach
    void end() {
        source.close();
    }

    private PostgresLedger ledger() {
        PostgresLedger ledger = new PostgresLedger(
                new Database(source),
                () -> {},
                TrailConfig.in(directory),
                new EnvDigest(() -> new byte[32]),
                failures::addAndGet,
                Clock.systemUTC());
        LedgerContract.await(ledger::reachable);
        return ledger;
    }

    private static String record(String decisionId, String time) {
        return "{\"kind\":\"decision\",\"phase\":\"result\",\"time\":\"" + time + "\",\"decisionId\":\"" + decisionId
                + "\",\"outcome\":\"denied\"}";
    }

    private List<String> decisions() {
        return Postgres.rows(source, "SELECT decision_id FROM trail ORDER BY decision_id");
    }

    @Test
    void what_is_no_record_or_is_refused_for_what_it_says_is_set_aside_once_and_the_rest_is_merged() throws Exception {
        String impossible = record("three", "not a time");
        Files.write(
                spool,
                List.of(
                        record("one", "2026-11-23T19:37:43Z"),
                        NONSENSE,
                        impossible,
                        record("two", "2026-11-23T19:38Z")));
        Files.writeString(spool, Files.readString(spool) + TORN);
        PostgresLedger ledger = ledger();
        LedgerContract.await(() -> !Files.exists(spool));
        ledger.close();
        assertEquals(List.of("one", "two"), decisions());
        assertEquals(
                List.of(NONSENSE, TORN, impossible),
                Files.readAllLines(rejected).stream()
                        .map(line -> line.replace(",\"spooled\":true", ""))
                        .toList());
        assertEquals(3, failures.get());
    }

    @Test
    void what_a_decision_says_can_be_impossible_as_well() throws Exception {
        PostgresLedger ledger = ledger();
        Intent intent = Updates.intent("a\0b", 0, 1, 100, Clock.systemUTC().instant());
        ledger.record(Updates.decision(intent, new Outcome.Denied(List.of()), intent.time()));
        LedgerContract.await(() -> Files.exists(rejected));
        LedgerContract.await(() -> !Files.exists(spool));
        ledger.close();
        assertEquals(1, Files.readAllLines(rejected).size());
        assertEquals(List.of(), decisions());
    }
}
