package io.podgate.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static TrailRecord read(String text) {
        return new Line(0, Bytes.of(text)).object().flatMap(TrailRecord::of).orElseThrow();
    }

    @Test
    void a_torn_end_of_the_spool_takes_nothing_with_it_that_comes_behind() throws IOException {
        Files.writeString(spool, TORN);
        Spool waiting = new Spool(spool, failures::addAndGet);
        waiting.add(List.of(read(record("one", "2026-11-23T19:37:43Z"))));
        assertEquals(1, waiting.waiting().size());
        assertEquals(1, waiting.waiting().size());
        assertEquals(List.of(TORN), Files.readAllLines(rejected));
        assertEquals(1, failures.get());
    }

    @Test
    void what_has_waited_twice_is_flagged_once() {
        TrailRecord once = read(record("one", "2026-11-23T19:37:43Z")).flagged("spooled");
        assertArrayEquals(once.loose(), once.flagged("spooled").loose());
        assertArrayEquals(
                once.loose(),
                read(new String(once.loose(), StandardCharsets.UTF_8))
                        .flagged("spooled")
                        .loose());
    }
}
