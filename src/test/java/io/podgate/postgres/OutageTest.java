package io.podgate.postgres;

import static io.podgate.ledger.Updates.MONEY;
import static io.podgate.ledger.Updates.applied;
import static io.podgate.ledger.Updates.claim;
import static io.podgate.ledger.Updates.decision;
import static io.podgate.ledger.Updates.intent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.FreePort;
import io.podgate.admission.Closing;
import io.podgate.admission.Event;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Outcome;
import io.podgate.admission.Probe;
import io.podgate.admission.Remembered;
import io.podgate.admission.Settler;
import io.podgate.gateway.Logged;
import io.podgate.ledger.LedgerContract;
import io.podgate.ledger.Updates;
import io.podgate.policy.PolicyDocument;
import io.podgate.trail.Chain;
import io.podgate.trail.ChainCheck;
import io.podgate.trail.TrailRecord;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that comes late, goes and comes back. */
final class OutageTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private static Path home;

    private static Postgres server;

    @TempDir
    private Path directory;

    private AgroalDataSource source;
    private final List<PostgresLedger> started = new ArrayList<>();
    private final AtomicInteger spooled = new AtomicInteger();

    @BeforeAll
    static void open() {
        server = Postgres.ofItsOwn(home.resolve("server"), FreePort.any());
    }

    @AfterAll
    static void shut() throws IOException {
        server.stop();
    }

    @BeforeEach
    void begin() {
        server.up();
        source = Postgres.source(server.fresh());
    }

    @AfterEach
    void end() throws InterruptedException, IOException {
        for (PostgresLedger ledger : started) {
            ledger.close();
        }
        source.close();
    }

    private PostgresLedger ledger() {
        PostgresLedger ledger = Postgres.replica(source, directory, spooled::addAndGet, CLOCK);
        started.add(ledger);
        return ledger;
    }

    private PostgresLedger reached() {
        PostgresLedger ledger = ledger();
        LedgerContract.await(ledger::reachable);
        return ledger;
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Intent update(PostgresLedger ledger, String endpointId, int before, int after) {
        return Updates.resting(intent(endpointId, before, after, 100, CLOCK.instant()), ledger.picture(endpointId));
    }

    private static Intent opened(PostgresLedger ledger, String endpointId, int before, int after) {
        Intent intent = update(ledger, endpointId, before, after);
        assertInstanceOf(Opening.Opened.class, now(ledger.open(intent, Updates.soon())));
        return intent;
    }

    private static void applies(PostgresLedger ledger, Intent intent, int workers) {
        ledger.close(
                intent,
                new Closing.Stands(claim(workers)),
                decision(intent, applied(intent.endpointId(), workers), CLOCK.instant()));
    }

    private List<String> results(String decisionId) {
        return Postgres.rows(
                source, "SELECT text FROM trail WHERE phase = 'result' AND decision_id = '" + decisionId + "'");
    }

    private Map<String, BigDecimal> money(PostgresLedger ledger) {
        return Updates.amounts(now(ledger.totals(Set.of(MONEY))).orElseThrow());
    }

    @Test
    void what_ends_while_it_is_away_is_in_the_trail_once_when_it_is_back() throws IOException {
        PostgresLedger ledger = reached();
        Intent growing = opened(ledger, "a", 0, 4);
        Intent shrinking = update(ledger, "b", 5, 2).bypassing();
        Intent denied = update(ledger, "c", 0, 9);
        server.stop();
        applies(ledger, growing, 4);
        LedgerContract.await(() -> !ledger.reachable());
        Opening refused = now(ledger.open(update(ledger, "d", 0, 1), Updates.soon()));
        assertEquals(new Opening.Unreachable("the ledger's database cannot be reached"), refused);
        assertEquals(
                new Probe.Unreachable("the ledger's database cannot be reached"),
                now(ledger.probe("d", claim(0), claim(1), List.of())));
        assertEquals(Optional.empty(), now(ledger.totals(Set.of(MONEY))));
        now(ledger.bypass(shrinking));
        applies(ledger, shrinking, 2);
        ledger.trail().record(decision(denied, new Outcome.Denied(List.of()), CLOCK.instant()));
        LedgerContract.await(() -> spooled.get() == 4);
        assertEquals(4, Files.readAllLines(directory.resolve("spool.jsonl")).size());

        server.start();
        LedgerContract.await(ledger::reachable);
        LedgerContract.await(() -> !Files.exists(directory.resolve("spool.jsonl")));
        for (Intent intent : List.of(growing, shrinking, denied)) {
            List<String> results = results(intent.decisionId());
            assertEquals(1, results.size(), intent.decisionId());
            assertTrue(results.getFirst().contains("\"spooled\":true"), results.getFirst());
        }
        assertEquals(List.of(), Postgres.rows(source, "SELECT * FROM intent"));
        assertEquals(Map.of(MONEY, new BigDecimal(4 + 5)), money(ledger), "the most that each may be");
        now(ledger.seed(new Ledger.Tally(now(ledger.mark()), Map.of("a", claim(4), "b", claim(2)), Set.of(), "")));
        applies(ledger, again(ledger, "a", 4, 5), 5);
        now(ledger.mark());
        assertEquals(Map.of(MONEY, new BigDecimal(5 + 2)), money(ledger));
    }

    @Test
    void what_was_sent_while_it_was_away_is_answered_again_by_its_key() throws Exception {
        PostgresLedger ledger = reached();
        Intent shrinking =
                Updates.keyed(update(ledger, "b", 5, 2), "k", "print").bypassing();
        IdempotencyKey key = shrinking.idempotencyKey().orElseThrow();
        server.stop();
        LedgerContract.await(() -> !ledger.reachable());
        now(ledger.bypass(shrinking));
        applies(ledger, shrinking, 2);
        LedgerContract.await(() -> spooled.get() == 2);
        started.remove(ledger);
        ledger.close();
        PostgresLedger next = ledger();
        LedgerContract.await(next::tried);
        assertInstanceOf(Remembered.Ended.class, now(next.recall(key)), "as the process before has left it");
        server.start();
        LedgerContract.await(() -> next.reachable() && now(next.recall(key)) instanceof Remembered.Ended);
        Remembered.Ended kept = assertInstanceOf(Remembered.Ended.class, now(next.recall(key)));
        assertEquals(shrinking.decisionId(), kept.decisionId());
        assertEquals("applied", kept.outcome());
    }

    @Test
    void what_is_sent_while_it_is_away_is_put_down_before_and_settled_when_its_process_is_gone() throws Exception {
        PostgresLedger ledger = reached();
        server.stop();
        LedgerContract.await(() -> !ledger.reachable());
        Intent shrinking = Updates.briefly(update(ledger, "b", 5, 2)).bypassing();
        now(ledger.bypass(shrinking));
        assertTrue(Files.readString(directory.resolve("spool.jsonl")).contains(shrinking.decisionId()));
        started.remove(ledger);
        ledger.close();

        server.start();
        PostgresLedger next = reached();
        LedgerContract.await(() -> !now(next.unsettledOf("b")).isEmpty());
        Opening refused = now(next.open(update(next, "b", 5, 6), Updates.soon()));
        assertInstanceOf(Opening.Unsettled.class, refused);
        now(next.settle(now(next.unsettledOf("b")).getFirst(), true, claim(2)));
        assertEquals(1, results(shrinking.decisionId()).size());
        assertEquals(Map.of(MONEY, new BigDecimal(2)), money(next));
    }

    @Test
    void while_it_is_away_a_replica_knows_the_keys_of_its_own() throws IOException {
        PostgresLedger ledger = reached();
        Intent keyed = Updates.keyed(update(ledger, "a", 0, 4), "k", "print");
        assertInstanceOf(Opening.Opened.class, now(ledger.open(keyed, Updates.soon())));
        IdempotencyKey key = keyed.idempotencyKey().orElseThrow();
        server.stop();
        LedgerContract.await(() -> !ledger.reachable());
        assertEquals(new Remembered.Running("print"), now(ledger.recall(key)));
        applies(ledger, keyed, 4);
        Remembered.Ended ended = assertInstanceOf(Remembered.Ended.class, now(ledger.recall(key)));
        assertEquals(keyed.decisionId(), ended.decisionId());
        assertEquals("print", ended.fingerprint());
        assertTrue(ended.text().isPresent());
        assertEquals(
                new Remembered.Nothing(),
                now(ledger.recall(new IdempotencyKey(key.team(), key.endpointId(), "another"))));
    }

    @Test
    void what_is_decided_while_it_hangs_is_put_down_at_once() throws Exception {
        PostgresLedger ledger = reached();
        server.pause();
        try {
            Uni<Long> waiting = ledger.mark().memoize().indefinitely();
            waiting.subscribe().with(mark -> {}, failure -> {});
            Thread.sleep(200);
            Intent denied = update(ledger, "c", 0, 9);
            ledger.trail().record(decision(denied, new Outcome.Denied(List.of()), CLOCK.instant()));
            LedgerContract.await(() -> spooled.get() == 1);
            assertTrue(Files.readString(directory.resolve("spool.jsonl")).contains(denied.decisionId()));
        } finally {
            server.resume();
        }
    }

    /** After an outage the picture may be an old one. */
    private static Intent again(PostgresLedger ledger, String endpointId, int before, int after) {
        Intent intent = update(ledger, endpointId, before, after);
        Opening opening = now(ledger.open(intent, Updates.soon()));
        if (opening instanceof Opening.Stale(long later)) {
            opening = now(ledger.open(Updates.resting(intent, later), Updates.soon()));
        }
        assertInstanceOf(Opening.Opened.class, opening);
        return intent;
    }

    @Test
    void its_head_is_said_in_the_log_as_that_of_a_file_is() throws Exception {
        try (Logged log = Logged.begin()) {
            PostgresLedger ledger = reached();
            opened(ledger, "a", 0, 1);
            started.remove(ledger);
            ledger.close();
            String head = Chain.digest(
                    Postgres.rows(source, "SELECT text FROM trail").getFirst().getBytes(StandardCharsets.UTF_8));
            assertTrue(
                    log.lines().stream()
                            .anyMatch(line ->
                                    line.startsWith("audit chain ") && line.endsWith(" ends at 1, head " + head)),
                    log.lines()::toString);
        }
    }

    @Test
    void what_is_no_decision_waits_as_well_and_the_export_is_whole() throws IOException {
        PostgresLedger ledger = reached();
        Intent growing = opened(ledger, "a", 0, 4);
        ledger.close(
                growing, new Closing.NotKnown(), decision(growing, new Outcome.Unknown("no answer"), CLOCK.instant()));
        now(ledger.mark());
        server.stop();
        LedgerContract.await(() -> !ledger.reachable());
        ledger.trail()
                .record(new Event.PolicyInForce(
                        CLOCK.instant(), "one", "policies", List.of(new PolicyDocument("a.yaml", "account: {}"))));
        ledger.trail()
                .record(new Event.Settled(
                        CLOCK.instant(),
                        growing.decisionId(),
                        "request",
                        Optional.empty(),
                        "oncall",
                        Settler.Look.UNREAD,
                        Optional.empty()));
        LedgerContract.await(() -> spooled.get() == 2);
        server.start();
        LedgerContract.await(() -> !Files.exists(directory.resolve("spool.jsonl")) && ledger.reachable());
        assertEquals(
                List.of("policy", "settle"),
                Postgres.rows(source, "SELECT kind FROM trail WHERE phase = 'event' ORDER BY kind"));
        assertEquals(1, now(ledger.unsettledOf("a")).size());
        assertEquals(
                "intent",
                now(ledger.log().byId(growing.decisionId()))
                        .flatMap(entry -> TrailRecord.read(entry.text().bytes()))
                        .flatMap(record -> record.string("phase"))
                        .orElseThrow());
        Path file = directory.resolve("export.jsonl");
        Files.write(file, Postgres.rows(source, Export.statement()));
        assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(file));
    }

    @Test
    void what_waited_outlives_its_process() throws IOException, InterruptedException {
        PostgresLedger ledger = reached();
        Intent growing = opened(ledger, "a", 0, 4);
        server.stop();
        applies(ledger, growing, 4);
        LedgerContract.await(() -> spooled.get() == 1);
        started.remove(ledger);
        ledger.close();
        server.start();
        PostgresLedger next = reached();
        LedgerContract.await(() -> results(growing.decisionId()).size() == 1);
        LedgerContract.await(() -> !Files.exists(directory.resolve("spool.jsonl")));
        assertEquals(Map.of(MONEY, new BigDecimal(4)), money(next));
    }

    @Test
    void one_that_hangs_keeps_only_the_first_waiting() throws Exception {
        PostgresLedger ledger = reached();
        server.pause();
        try {
            Intent first = update(ledger, "a", 0, 1);
            assertInstanceOf(Opening.Unreachable.class, now(ledger.open(first, Updates.soon())));
            LedgerContract.await(() -> !ledger.reachable());
            assertEquals(Optional.empty(), now(ledger.totals(Set.of(MONEY))));
            assertEquals(
                    new Opening.Unreachable("the ledger's database does not answer"),
                    now(ledger.open(update(ledger, "b", 0, 1), Updates.soon())));
        } finally {
            server.resume();
        }
        LedgerContract.await(ledger::reachable);
        opened(ledger, "b", 0, 1);
    }

    @Test
    void it_may_come_late() throws IOException {
        server.stop();
        PostgresLedger ledger = ledger();
        assertFalse(ledger.reachable());
        assertInstanceOf(Opening.Unreachable.class, now(ledger.open(update(ledger, "a", 0, 1), Updates.soon())));
        assertEquals(List.of(), now(ledger.unsettled()));
        server.start();
        LedgerContract.await(ledger::reachable);
        opened(ledger, "a", 0, 1);
    }

    /** Updates go on all the time; the server is stopped hard in the middle of them, again and again. */
    @Test
    void nothing_is_lost_and_nothing_is_there_twice_when_it_goes_in_the_middle() throws Exception {
        PostgresLedger ledger = reached();
        now(ledger.mark());
        List<CompletableFuture<Void>> all = new ArrayList<>();
        List<String> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        for (int i = 0; i < 16; i++) {
            String id = "endpoint-" + i;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        int stands = 0;
                        while (System.nanoTime() < end) {
                            int after = stands + 1; // what shrinks stays where it was opened unheard
                            Intent intent = Updates.resting(
                                    intent(id, stands, after, 1_000_000, CLOCK.instant()), ledger.picture(id));
                            Opening opening = now(ledger.open(intent, Updates.soon()));
                            if (opening instanceof Opening.Stale(long later)) {
                                intent = Updates.resting(intent, later);
                                opening = now(ledger.open(intent, Updates.soon()));
                            }
                            if (opening instanceof Opening.Opened) {
                                sent.add(intent.decisionId());
                                stands = after;
                                applies(ledger, intent, stands);
                            } else {
                                Outcome refused = new Outcome.LedgerUnavailable(opening.toString());
                                ledger.trail().record(decision(intent, refused, CLOCK.instant()));
                                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                            }
                        }
                    },
                    command -> Thread.ofVirtual().start(command)));
        }
        for (int outage = 0; outage < 2; outage++) {
            Thread.sleep(1_500);
            server.kill();
            Thread.sleep(500);
            server.start();
            LedgerContract.await(ledger::reachable);
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        LedgerContract.await(ledger::reachable);
        LedgerContract.await(() -> !Files.exists(directory.resolve("spool.jsonl")));
        LedgerContract.await(() -> Postgres.rows(source, "SELECT * FROM intent").isEmpty());
        assertTrue(sent.size() > 100, sent.size() + " updates");
        assertEquals(List.of(), Postgres.rows(source, """
                SELECT decision_id FROM trail GROUP BY decision_id
                HAVING count(*) FILTER (WHERE phase = 'intent') > 1 OR count(*) FILTER (WHERE phase = 'result') <> 1"""));
        assertTrue(Set.copyOf(Postgres.rows(source, "SELECT decision_id FROM trail WHERE phase = 'intent'"))
                .containsAll(sent));
        Path file = directory.resolve("export.jsonl");
        Files.write(file, Postgres.rows(source, Export.statement()));
        assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(file));
    }

    @Test
    void a_commit_that_outlives_its_connection_does_not_stand_in_the_way_of_what_comes_later() {
        PostgresLedger ledger = reached();
        Postgres.run(source, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        Postgres.run(source, "SELECT pg_reload_conf()");
        assertInstanceOf(Opening.Unreachable.class, now(ledger.open(update(ledger, "a", 0, 1), Updates.soon())));
        LedgerContract.await(() -> !ledger.reachable());
        LedgerContract.await(ledger::reachable);
        Postgres.run(source, "ALTER SYSTEM RESET synchronous_standby_names");
        Postgres.run(source, "SELECT pg_reload_conf()");
        LedgerContract.await(
                () -> now(ledger.open(update(ledger, "b", 0, 1), Updates.soon())) instanceof Opening.Opened);
    }
}
