package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Closing;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.json.Json;
import io.podgate.ledger.LedgerContract;
import io.podgate.ledger.Updates;
import io.podgate.trail.AuditWriter;
import io.podgate.trail.TrailConfig;
import io.podgate.trail.TrailRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of one replica keeps what every ledger promises. */
class MemoryLedgerTest extends LedgerContract {

    private static final EnvDigest DIGEST = new EnvDigest(() -> new byte[32]);

    @TempDir
    private Path directory = Path.of("");

    private long maxKeyBytes = 1_000_000;
    private @Nullable AuditWriter writer;
    private @Nullable MemoryLedger ledger;

    @Override
    protected Ledger ledger() {
        MemoryLedger known = ledger;
        if (known == null) {
            AuditWriter opened = new AuditWriter(TrailConfig.in(directory), DIGEST, lost -> {}, clock);
            known = new MemoryLedger(opened, DIGEST, clock, clock.timing(), new Keys(100, maxKeyBytes));
            writer = opened;
            ledger = known;
        }
        return known;
    }

    @Override
    protected AuditTrail audit() {
        ledger();
        return Objects.requireNonNull(writer);
    }

    /** What the tests wait for is on disk, so a process that ends now leaves the same behind as one that is killed. */
    @Override
    protected void restart() {
        close();
        ledger();
    }

    @AfterEach
    void close() {
        AuditWriter open = writer;
        writer = null;
        ledger = null;
        if (open != null) {
            try {
                open.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void answers_that_memory_has_no_room_for_are_found_in_the_trail() {
        maxKeyBytes = 10;
        Intent intent = Updates.keyed(update("a", 0, 4, 10), "k", "print");
        ledger().open(intent, Updates.soon()).await().atMost(Duration.ofSeconds(20));
        ledger().close(
                        intent,
                        new Closing.Stands(Updates.claim(4)),
                        Updates.decision(intent, Updates.applied("a", 4), clock.instant()));
        await(() -> remembered(intent)
                .equals(Optional.of("{\"id\":\"a\",\"workers\":{\"max\":4},\"env\":{\"TOKEN\":null}}")));
    }

    @Test
    void an_intent_from_before_an_ending_is_judged_again() {
        Intent first = update("a", 0, 4, 10);
        Intent second = update("a", 0, 5, 10);
        opens(first);
        closes(first, new Closing.NotKnown());
        clock.pass(Duration.ofMinutes(1));
        Unsettled unsettled =
                ledger().unsettledOf("a").await().atMost(Duration.ofSeconds(20)).getFirst();
        ledger().settle(unsettled, true, Updates.claim(4)).await().atMost(Duration.ofSeconds(20));
        Opening.Stale stale = assertInstanceOf(Opening.Stale.class, opening(second));
        opens(Updates.resting(second, stale.picture()));
    }

    @Test
    void a_list_makes_no_picture_old() {
        Intent first = update("a", 0, 4, 10);
        opens(first);
        closes(first, new Closing.Stands(Updates.claim(4)));
        Intent second = update("a", 4, 5, 10);
        long mark = ledger().mark().await().atMost(Duration.ofSeconds(20));
        Ledger.Tally tally = new Ledger.Tally(mark, Map.of("a", Updates.claim(4)), Set.of(), "");
        ledger().seed(tally).await().atMost(Duration.ofSeconds(20));
        opens(second);
    }

    @Test
    void no_forward_is_over_because_somebody_sets_the_clock() {
        Intent intent = update("a", 0, 4, 10);
        opens(intent);
        closes(intent, new Closing.NotKnown());
        clock.set(Duration.ofHours(1));
        assertEquals(List.of(), ledger().unsettled().await().atMost(Duration.ofSeconds(20)));
        clock.pass(Ledger.LANDING_WINDOW);
        assertEquals(
                1, ledger().unsettled().await().atMost(Duration.ofSeconds(20)).size());
    }

    private Opening opening(Intent intent) {
        return ledger().open(intent, Updates.soon()).await().atMost(Duration.ofSeconds(20));
    }

    private void opens(Intent intent) {
        assertInstanceOf(Opening.Opened.class, opening(intent));
    }

    private void closes(Intent intent, Closing closing) {
        ledger().close(intent, closing, Updates.decision(intent, Updates.applied("a", 4), clock.instant()));
    }

    private Optional<String> remembered(Intent intent) {
        return ledger().recall(intent.idempotencyKey().orElseThrow()).await().atMost(Duration.ofSeconds(20))
                        instanceof Remembered.Ended ended
                ? ended.text().map(text -> new String(text.bytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Test
    void its_log_shows_an_intent_until_its_result_is_there() {
        MemoryLedger here = (MemoryLedger) ledger();
        Intent intent = update("a", 0, 4, 10);
        here.open(intent, Updates.soon()).await().atMost(Duration.ofSeconds(20));
        assertEquals(List.of("unknown"), outcomes(here));
        here.close(
                intent,
                new Closing.Stands(Updates.claim(4)),
                Updates.decision(intent, Updates.applied("a", 4), clock.instant()));
        await(() -> outcomes(here).equals(List.of("applied")));
    }

    private static List<String> outcomes(MemoryLedger ledger) {
        DecisionLog.Query all = DecisionLog.Query.newest(10);
        return ledger.log().find(all).await().atMost(Duration.ofSeconds(20)).entries().stream()
                .map(entry -> TrailRecord.read(entry.text().bytes()).orElseThrow())
                .map(record -> record.string("outcome").orElse("unknown"))
                .toList();
    }

    @Override
    protected List<Json.Obj> trail() {
        try {
            return Files.readAllLines(directory.resolve("audit.jsonl")).stream()
                    .map(text -> TrailRecord.read(text.getBytes(StandardCharsets.UTF_8)))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
