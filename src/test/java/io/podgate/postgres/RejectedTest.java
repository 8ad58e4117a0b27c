package io.podgate.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import io.podgate.ledger.LedgerContract;
import io.podgate.ledger.Updates;
import io.podgate.trail.SpoolFiles;
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

    private static final String NONSENSE = "no record";

    @TempDir
    private Path directory;

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final AtomicInteger failures = new AtomicInteger();
    private SpoolFiles spool;

    @BeforeEach
    void begin() {
        spool = SpoolFiles.in(directory);
    }

    @AfterEach
    void end() {
        source.close();
    }

    private PostgresLedger ledger() {
        PostgresLedger ledger = Postgres.replica(source, directory, failures::addAndGet, Clock.systemUTC());
        LedgerContract.await(ledger::reachable);
        return ledger;
    }

    private List<String> decisions() {
        return Postgres.rows(source, "SELECT decision_id FROM trail ORDER BY decision_id");
    }

    @Test
    void what_is_no_record_or_is_refused_for_what_it_says_is_set_aside_once_and_the_rest_is_merged() throws Exception {
        String impossible = SpoolFiles.denied("three", "not a time");
        Files.write(
                spool.waiting(),
                List.of(
                        SpoolFiles.denied("one", "2026-11-23T19:37:43Z"),
                        NONSENSE,
                        impossible,
                        SpoolFiles.denied("two", "2026-11-23T19:38Z")));
        Files.writeString(spool.waiting(), Files.readString(spool.waiting()) + SpoolFiles.TORN);
        PostgresLedger ledger = ledger();
        LedgerContract.await(() -> !Files.exists(spool.waiting()));
        ledger.close();
        assertEquals(List.of("one", "two"), decisions());
        assertEquals(
                List.of(NONSENSE, SpoolFiles.TORN, impossible),
                Files.readAllLines(spool.rejected()).stream()
                        .map(line -> line.replace(",\"spooled\":true", ""))
                        .toList());
        assertEquals(3, failures.get());
    }

    @Test
    void what_a_decision_says_can_be_impossible_as_well() throws Exception {
        PostgresLedger ledger = ledger();
        Intent intent = Updates.intent("a\0b", 0, 1, 100, Clock.systemUTC().instant());
        ledger.trail().record(Updates.decision(intent, new Outcome.Denied(List.of()), intent.time()));
        LedgerContract.await(() -> Files.exists(spool.rejected()));
        LedgerContract.await(() -> !Files.exists(spool.waiting()));
        ledger.close();
        assertEquals(1, Files.readAllLines(spool.rejected()).size());
        assertEquals(List.of(), decisions());
    }
}
