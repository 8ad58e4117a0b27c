package io.podgate.trail;

import static io.podgate.ledger.LedgerContract.await;
import static io.podgate.ledger.Updates.applied;
import static io.podgate.ledger.Updates.claim;
import static io.podgate.ledger.Updates.decision;
import static io.podgate.ledger.Updates.keyed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Opening;
import io.podgate.admission.Outcome;
import io.podgate.admission.Probe;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.ledger.Moments;
import io.podgate.ledger.Updates;
import io.podgate.memory.MemoryLedger;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the ledger of one replica when its disk fails, stalls, or comes back. */
class DiskTroubleTest {

    private static final EnvDigest DIGEST = new EnvDigest(() -> new byte[32]);

    @TempDir
    private Path directory = Path.of("");

    private final Moments clock = new Moments();
    private final AtomicInteger failures = new AtomicInteger();
    private final ReentrantLock disk = new ReentrantLock();
    private @Nullable AuditWriter writer;

    /** A disk that takes its time while a test holds the lock. */
    private record Slow(Trail trail, ReentrantLock lock) implements Trail {

        @Override
        public void open() throws IOException {
            trail.open();
        }

        @Override
        public String head() throws IOException {
            return trail.head();
        }

        @Override
        public void append(List<byte[]> lines) throws IOException {
            lock.lock();
            try {
                trail.append(lines);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            trail.close();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private TrailConfig config() {
        return TrailConfig.in(data());
    }

    private MemoryLedger ledger(TrailConfig config) {
        TrailFiles files = TrailFiles.at(Path.of(config.file()));
        Trail trail = new Slow(new TrailFile(files, config.rotateSize().asLongValue(), clock), disk);
        AuditWriter opened = new AuditWriter(config, Optional.of(files), DIGEST, failures::addAndGet, clock, trail);
        writer = opened;
        return new MemoryLedger(opened, DIGEST, clock, clock.timing());
    }

    @AfterEach
    void close() throws InterruptedException {
        if (writer != null) {
            writer.close();
        }
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Opening open(MemoryLedger ledger, Intent intent) {
        return now(ledger.open(intent, Updates.soon()));
    }

    private Intent update(String endpointId, int before, int after) {
        return Updates.intent(endpointId, before, after, 100, clock.instant());
    }

    private static Intent onItsPicture(MemoryLedger ledger, Intent intent) {
        return Updates.resting(intent, ledger.picture(intent.endpointId()));
    }

    private static BigDecimal total(MemoryLedger ledger) {
        return now(ledger.totals(Set.of(Updates.MONEY))).orElseThrow().getOrDefault(Updates.MONEY, BigDecimal.ZERO);
    }

    private List<String> trail() throws IOException {
        return Files.readAllLines(data().resolve("audit.jsonl"));
    }

    private void applies(MemoryLedger ledger, Intent intent, int workers) {
        ledger.close(
                intent,
                new Closing.Stands(claim(workers)),
                decision(intent, applied(intent.endpointId(), workers), clock.instant()));
    }

    /** Until the writer has seen that the disk is in the way. */
    private static void breaks(Path data, MemoryLedger ledger) throws IOException {
        Files.move(data, data.resolveSibling("moved"));
        Files.writeString(data, "a file where a directory is due");
        await(() -> !ledger.reachable());
    }

    private static void comesBack(Path data, MemoryLedger ledger) throws IOException {
        Files.delete(data);
        Files.move(data.resolveSibling("moved"), data);
        await(ledger::reachable);
    }

    @Test
    void an_intent_that_is_not_durable_in_time_is_refused_and_has_one_result_when_it_comes_after_all()
            throws Exception {
        MemoryLedger ledger = ledger(config());
        Intent intent = keyed(update("a", 0, 4), "k", "print");
        disk.lock();
        try {
            Opening.Unreachable refused = assertInstanceOf(
                    Opening.Unreachable.class, now(ledger.open(intent, Deadline.in(Duration.ofMillis(200)))));
            assertTrue(refused.detail().startsWith("the intent could not be recorded within "), refused.detail());
            assertEquals(BigDecimal.ZERO, total(ledger));
            assertEquals(
                    new Remembered.Nothing(),
                    now(ledger.recall(intent.idempotencyKey().orElseThrow())));
            Objects.requireNonNull(writer)
                    .record(decision(intent, new Outcome.LedgerUnavailable(refused.detail()), clock.instant()));
        } finally {
            disk.unlock();
        }
        assertInstanceOf(Opening.Opened.class, open(ledger, onItsPicture(ledger, update("a", 1, 4))));
        await(() -> lines() == 3);
        assertTrue(trail().get(0).contains("\"phase\":\"intent\""));
        assertTrue(trail().get(1).contains("\"phase\":\"result\""));
        assertTrue(
                trail().get(0).contains(intent.decisionId()) && trail().get(1).contains(intent.decisionId()));
    }

    private int lines() {
        try {
            return trail().size();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void an_intent_that_was_given_up_before_its_turn_is_never_written() throws Exception {
        MemoryLedger ledger = ledger(config());
        Intent first = update("a", 0, 4);
        Intent second = update("b", 0, 4);
        disk.lock();
        try {
            Cancellable waiting = ledger.open(first, Updates.soon()).subscribe().with(opened -> {});
            await(() -> disk.hasQueuedThreads());
            assertInstanceOf(Opening.Unreachable.class, now(ledger.open(second, Deadline.in(Duration.ofMillis(100)))));
            waiting.cancel();
        } finally {
            disk.unlock();
        }
        await(() -> lines() == 2);
        assertTrue(trail().get(1).contains("\"settledBy\":\"not sent\""), "nobody waited for the first");
        assertTrue(trail().stream().noneMatch(line -> line.contains(second.decisionId())));
        assertEquals(BigDecimal.ZERO, total(ledger));
    }

    @Test
    void without_a_disk_nothing_is_opened_and_results_wait_until_it_is_back() throws Exception {
        MemoryLedger ledger = ledger(config());
        Intent intent = update("a", 1, 4);
        assertInstanceOf(Opening.Opened.class, open(ledger, intent));
        breaks(data(), ledger);
        assertInstanceOf(Opening.Unreachable.class, open(ledger, update("b", 1, 4)));
        assertInstanceOf(Opening.Unreachable.class, open(ledger, update("c", 4, 1)));
        assertEquals(
                new Probe.Unreachable("the audit trail cannot be written"),
                now(ledger.probe("b", Updates.claim(1), Updates.claim(4), List.of())));
        applies(ledger, intent, 4);
        Intent shrinking = update("c", 4, 1).bypassing();
        now(ledger.bypass(shrinking));
        applies(ledger, shrinking, 1);
        assertEquals(0, total(ledger).compareTo(BigDecimal.valueOf(5)));
        await(() -> failures.get() >= 3);
        comesBack(data(), ledger);
        await(() -> lines() == 4);
        assertTrue(trail().get(1).contains(intent.decisionId()));
        assertTrue(trail().get(1).contains("\"spooled\":true"));
        for (String line : trail().subList(2, 4)) {
            assertTrue(line.contains("\"bypassed\":true"), line);
        }
        assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(data().resolve("audit.jsonl")));
        assertInstanceOf(Opening.Opened.class, open(ledger, update("b", 1, 4)));
    }

    @Test
    void what_waits_in_the_spool_survives_the_process_and_ends_its_intent() throws Exception {
        TrailConfig elsewhere = new TrailConfig(
                config().file(), directory.resolve("spool.jsonl").toString(), config().rotateSize(), config().retain());
        MemoryLedger ledger = ledger(elsewhere);
        Intent intent = keyed(update("a", 1, 4), "k", "print");
        assertInstanceOf(Opening.Opened.class, open(ledger, intent));
        breaks(data(), ledger);
        applies(ledger, intent, 4);
        await(() -> Files.exists(directory.resolve("spool.jsonl")));
        close();
        Files.delete(data());
        Files.move(directory.resolve("moved"), data());
        byte[] spooled = Files.readAllBytes(directory.resolve("spool.jsonl"));

        MemoryLedger next = ledger(elsewhere);
        assertEquals(0, next.standing().unsettled());
        assertInstanceOf(
                Remembered.Ended.class, now(next.recall(intent.idempotencyKey().orElseThrow())));
        await(() -> lines() == 2);
        await(() -> !Files.exists(directory.resolve("spool.jsonl")));
        close();

        Files.write(directory.resolve("spool.jsonl"), spooled);
        ledger(elsewhere);
        await(() -> !Files.exists(directory.resolve("spool.jsonl")));
        assertEquals(2, trail().size(), "merged already, and only forgotten too late");
    }

    @Test
    void a_trail_that_comes_only_later_is_taken_over_before_anything_is_opened() throws Exception {
        MemoryLedger first = ledger(config());
        Intent intent = keyed(update("a", 1, 4), "k", "print");
        assertInstanceOf(Opening.Opened.class, open(first, intent));
        close();
        Files.move(data(), directory.resolve("moved"));
        Files.writeString(data(), "a file where a directory is due");

        MemoryLedger late = ledger(config());
        assertFalse(late.reachable());
        comesBack(data(), late);
        assertEquals(0, total(late).compareTo(BigDecimal.valueOf(4)));
        assertEquals(new Remembered.Running("print"), now(late.recall(new IdempotencyKey(Updates.TEAM, "a", "k"))));
        clock.pass(Duration.ofMinutes(1));
        assertEquals(
                List.of(intent.decisionId()),
                now(late.unsettled()).stream().map(Unsettled::decisionId).toList());
    }

    @Test
    void a_restart_looks_into_rotated_files_as_far_as_a_day_back() throws Exception {
        TrailConfig small = config().rotatingAt(1_000);
        MemoryLedger first = ledger(small);
        Intent early = keyed(update("a", 1, 4), "early", "print");
        open(first, early);
        applies(first, early, 4);
        Intent open = update("b", 1, 3);
        open(first, open);
        for (int i = 0; i < 20; i++) {
            Intent other = update("c" + i, 1, 2);
            open(first, other);
            applies(first, other, 0);
            clock.pass(Duration.ofMinutes(1));
        }
        close();
        assertTrue(TrailFiles.at(data().resolve("audit.jsonl")).rotated().size() > 5);
        clock.pass(Duration.ofHours(23));
        MemoryLedger next = ledger(small);
        assertInstanceOf(
                Remembered.Ended.class, now(next.recall(early.idempotencyKey().orElseThrow())));
        assertEquals(0, total(next).compareTo(BigDecimal.valueOf(3)));
        close();
        clock.pass(Duration.ofDays(5));
        MemoryLedger later = ledger(small);
        assertEquals(1, later.standing().unsettled(), "the day ends with the last record");
        assertEquals(
                new Remembered.Nothing(),
                now(later.recall(early.idempotencyKey().orElseThrow())));
    }

    @Test
    void standard_output_keeps_reservations_and_keys_as_long_as_the_process() throws Exception {
        AuditWriter printing = new AuditWriter(config().writing("-"), DIGEST, failures::addAndGet, clock);
        writer = printing;
        MemoryLedger ledger = new MemoryLedger(printing, DIGEST, clock, clock.timing());
        Intent intent = keyed(update("a", 1, 4), "k", "print");
        assertInstanceOf(Opening.Opened.class, open(ledger, intent));
        assertEquals(
                Map.of(Updates.MONEY, BigDecimal.valueOf(4)),
                now(ledger.totals(Set.of(Updates.MONEY))).orElseThrow());
        applies(ledger, intent, 4);
        assertInstanceOf(
                Remembered.Ended.class,
                now(ledger.recall(intent.idempotencyKey().orElseThrow())));
        assertEquals(Optional.empty(), now(ledger.log().byId(intent.decisionId())));
    }
}
