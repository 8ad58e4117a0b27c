package io.podgate.postgres;

import static io.podgate.ledger.Updates.MONEY;
import static io.podgate.ledger.Updates.WORKERS;
import static io.podgate.ledger.Updates.applied;
import static io.podgate.ledger.Updates.claim;
import static io.podgate.ledger.Updates.decision;
import static io.podgate.ledger.Updates.intent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Outcome;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.ledger.LedgerContract;
import io.podgate.ledger.Updates;
import io.podgate.policy.Freeze;
import io.podgate.trail.ChainCheck;
import io.podgate.trail.TrailConfig;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas on one database. */
final class ReplicasTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path directory;

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final List<PostgresLedger> replicas = new ArrayList<>();

    private PostgresLedger replica() {
        PostgresLedger replica =
                Postgres.replica(source, directory.resolve("replica-" + replicas.size()), records -> {}, CLOCK);
        replicas.add(replica);
        LedgerContract.await(replica::reachable);
        return replica;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (PostgresLedger replica : replicas) {
            replica.close();
        }
        source.close();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Intent update(Ledger at, String endpointId, int before, int after, int cap) {
        return Updates.resting(intent(endpointId, before, after, cap, CLOCK.instant()), at.picture(endpointId));
    }

    /** As the pipeline does: who was told of a later word has looked again. */
    private static Opening open(Ledger at, Intent intent) {
        Opening opening = now(at.open(intent, Updates.soon()));
        return opening instanceof Opening.Stale(long later)
                ? now(at.open(Updates.resting(intent, later), Updates.soon()))
                : opening;
    }

    private static void applies(Ledger at, Intent intent, int workers) {
        at.close(
                intent,
                new Closing.Stands(claim(workers)),
                decision(intent, applied(intent.endpointId(), workers), CLOCK.instant()));
    }

    private List<String> rows(String sql) {
        return Postgres.rows(source, sql);
    }

    @Test
    void one_replica_at_a_time_has_an_endpoint() {
        Ledger one = replica();
        Ledger other = replica();
        Intent first = update(one, "a", 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, open(one, first));
        assertInstanceOf(Opening.Busy.class, open(other, update(other, "a", 0, 2, 100)));
        assertInstanceOf(Opening.Busy.class, open(other, update(other, "a", 1, 0, 100)));
        assertInstanceOf(Opening.Opened.class, open(other, update(other, "b", 0, 2, 100)));
        applies(one, first, 1);
        LedgerContract.await(() -> open(other, update(other, "a", 1, 2, 100)) instanceof Opening.Opened);
    }

    /** A policy that reaches one replica before the other. */
    @Test
    void what_one_replica_counts_by_other_books_is_no_count_for_the_other() {
        Ledger one = replica();
        Ledger other = replica();
        assertTrue(now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of(), "new"))));
        assertInstanceOf(Opening.Opened.class, open(one, Updates.kept("new", update(one, "b", 0, 1, 100))));
        long mark = now(other.mark());
        assertFalse(now(other.seed(new Ledger.Tally(mark, Map.of("a", claim(3)), Set.of(), "old"))), "one is open");
        assertInstanceOf(Opening.Uncounted.class, open(one, Updates.kept("new", update(one, "c", 0, 1, 100))));
        assertInstanceOf(Opening.Uncounted.class, open(other, Updates.kept("old", update(other, "c", 0, 1, 100))));
        Postgres.run(source, "DELETE FROM intent");
        assertTrue(now(other.seed(new Ledger.Tally(mark, Map.of("a", claim(3)), Set.of(), "old"))));
        assertInstanceOf(Opening.Uncounted.class, open(one, Updates.kept("new", update(one, "c", 0, 1, 100))));
        assertTrue(now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of(), "new"))));
        assertInstanceOf(Opening.Opened.class, open(one, Updates.kept("new", update(one, "c", 0, 1, 100))));
    }

    private void silence(Intent intent) {
        Postgres.run(source, "UPDATE intent SET replica = 'silent' WHERE decision_id = '" + intent.decisionId() + "'");
        Postgres.run(source, "INSERT INTO pulse VALUES ('silent', clock_timestamp() - interval '5 seconds')");
    }

    @Test
    void what_only_shrinks_does_not_wait_for_a_replica_that_is_not_heard_of_any_more() {
        Ledger gone = replica();
        Ledger other = replica();
        Intent first = update(gone, "a", 3, 5, 100);
        assertInstanceOf(Opening.Opened.class, open(gone, first));
        LedgerContract.await(
                () -> rows("SELECT * FROM pulse JOIN intent USING (replica)").size() == 1);
        assertInstanceOf(Opening.Busy.class, open(other, update(other, "a", 3, 2, 100)));
        silence(first);
        assertInstanceOf(Opening.Busy.class, open(other, update(other, "a", 3, 6, 100)));
        assertInstanceOf(Opening.Opened.class, open(other, update(other, "a", 3, 2, 100)));
        assertInstanceOf(Opening.Busy.class, open(gone, update(gone, "a", 3, 1, 100)), "the passing one is there");
        assertEquals(Map.of(MONEY, 5, WORKERS, 5), whole(other), "what the first may come to");
    }

    /** It was only slow: which of the two RunPod took last, nobody knows but RunPod. */
    @Test
    void of_two_that_were_under_way_at_once_the_larger_stands_until_runpod_is_looked_at() {
        Ledger slow = replica();
        Ledger other = replica();
        Intent first = update(slow, "a", 3, 5, 100);
        assertInstanceOf(Opening.Opened.class, open(slow, first));
        silence(first);
        Intent passing = update(other, "a", 3, 2, 100);
        assertInstanceOf(Opening.Opened.class, open(other, passing));
        applies(slow, first, 5);
        LedgerContract.await(() -> rows("SELECT * FROM intent").size() == 1);
        applies(other, passing, 2);
        now(other.mark());
        assertEquals(Map.of(MONEY, 5, WORKERS, 5), whole(other));
        assertEquals(List.of(), rows("""
                SELECT decision_id FROM trail GROUP BY decision_id HAVING count(*) <> 2"""));
        settleAll(other, Map.of("a", new AtomicInteger(2)));
        assertEquals(Map.of(MONEY, 2, WORKERS, 2), whole(other));
        assertEquals(List.of(), rows("SELECT * FROM intent"));
    }

    @Test
    void what_one_replica_freezes_another_knows_and_a_fresh_one_too() {
        replica();
        Instant since = CLOCK.instant().truncatedTo(ChronoUnit.MICROS);
        Freeze team = new Freeze(
                Optional.of("vision"), Freeze.Scope.COST, "costs", "oncall", since, Optional.of(since.plusSeconds(60)));
        Freeze everybody =
                new Freeze(Optional.empty(), Freeze.Scope.ALL, "an incident", "oncall", since, Optional.empty());
        SharedFreezes one = new SharedFreezes(new Database(source));
        SharedFreezes other = new SharedFreezes(new Database(source));
        assertEquals(Optional.empty(), one.known(), "nobody has looked yet");
        assertTrue(now(one.set(
                new Freeze(Optional.of("vision"), Freeze.Scope.ALL, "before", "oncall", since, Optional.empty()))));
        assertTrue(now(one.set(team)));
        assertTrue(now(one.set(everybody)));
        now(other.look());
        assertEquals(Set.of(team, everybody), Set.copyOf(other.inForce(since)));
        assertTrue(now(other.lift(Optional.empty())));
        now(one.look());
        assertEquals(List.of(team), one.inForce(since));
    }

    @Test
    void while_the_database_is_away_what_was_frozen_stays_so_and_nothing_more_can_be() {
        replica();
        Freeze freeze = new Freeze(
                Optional.empty(), Freeze.Scope.ALL, "an incident", "oncall", CLOCK.instant(), Optional.empty());
        SharedFreezes known = new SharedFreezes(new Database(source));
        assertTrue(now(known.set(freeze)));
        Postgres.run(source, "ALTER TABLE frozen RENAME TO gone");
        now(known.look());
        assertEquals(1, known.inForce(CLOCK.instant()).size());
        assertFalse(now(known.lift(Optional.empty())));
        assertEquals(1, known.inForce(CLOCK.instant()).size());
    }

    @Test
    void what_another_replica_has_changed_is_told_until_the_next_tally() {
        Ledger one = replica();
        Ledger other = replica();
        Intent update = update(one, "a", 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, open(one, update));
        assertEquals(Set.of("a"), now(other.changedElsewhere(Set.of("a", "b"))), "it is under way");
        applies(one, update, 1);
        LedgerContract.await(() -> rows("SELECT * FROM intent").isEmpty());
        assertEquals(Set.of("a"), now(other.changedElsewhere(Set.of("a", "b"))));
        assertEquals(Set.of(), now(one.changedElsewhere(Set.of("a", "b"))), "its own");
        Map<String, Claim> fleet = Map.of("a", claim(1), "b", claim(2));
        now(other.seed(new Ledger.Tally(now(other.mark()), fleet, Set.of(), "")));
        assertEquals(Set.of(), now(other.changedElsewhere(Set.of("a"))));
    }

    /** So that each can tell what was done past all of them. */
    @Test
    void what_another_replica_has_only_counted_is_changed_and_not_updated() {
        Ledger one = replica();
        Ledger other = replica();
        Intent update = update(one, "a", 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, open(one, update));
        applies(one, update, 1);
        LedgerContract.await(() -> rows("SELECT * FROM intent").isEmpty());
        assertEquals(Set.of("a"), now(other.updatedElsewhere(Set.of("a"))));
        Intent later = update(one, "b", 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, open(one, later));
        applies(one, later, 1);
        LedgerContract.await(() -> rows("SELECT * FROM intent").isEmpty());
        now(other.seed(new Ledger.Tally(now(other.mark()), Map.of("a", claim(7), "b", claim(1)), Set.of(), "")));
        assertEquals(Set.of("a"), now(one.changedElsewhere(Set.of("a", "b"))));
        assertEquals(Set.of(), now(one.updatedElsewhere(Set.of("a", "b"))));
        assertEquals(Set.of(), now(other.updatedElsewhere(Set.of("a", "b"))));
    }

    @Test
    void an_intent_that_is_committed_too_late_has_one_result_and_holds_nothing() throws SQLException {
        PostgresLedger one = replica();
        Intent late = update(one, "a", 0, 1, 100);
        try (Connection elsewhere = source.getConnection()) {
            elsewhere.setAutoCommit(false);
            try (Statement statement = elsewhere.createStatement()) {
                statement.execute("LOCK TABLE trail IN SHARE MODE"); // read by all, written to by nobody
            }
            Opening.Unreachable refused = assertInstanceOf(
                    Opening.Unreachable.class, now(one.open(late, Deadline.in(Duration.ofMillis(200)))));
            one.trail().record(decision(late, new Outcome.LedgerUnavailable(refused.detail()), CLOCK.instant()));
            elsewhere.rollback();
        }
        LedgerContract.await(() -> rows("SELECT phase FROM trail ORDER BY seq").equals(List.of("intent", "result"))
                && rows("SELECT * FROM intent").isEmpty());
        now(one.mark());
        assertEquals(List.of("intent", "result"), rows("SELECT phase FROM trail ORDER BY seq"));
        assertEquals(Optional.of(Map.of()), now(one.totals(Set.of(Updates.MONEY))));
    }

    @Test
    void what_another_replica_did_makes_a_picture_stale_and_what_one_did_itself_does_not() {
        Ledger one = replica();
        Ledger other = replica();
        Intent first = update(one, "a", 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, now(one.open(first, Updates.soon())));
        applies(one, first, 1);
        Intent second = update(one, "a", 1, 2, 100);
        assertInstanceOf(Opening.Opened.class, now(one.open(second, Updates.soon())));
        applies(one, second, 2);
        now(one.mark());
        Intent elsewhere = update(other, "a", 0, 3, 100);
        Opening.Stale stale = assertInstanceOf(Opening.Stale.class, now(other.open(elsewhere, Updates.soon())));
        Intent again = Updates.resting(elsewhere, stale.picture());
        assertInstanceOf(Opening.Opened.class, now(other.open(again, Updates.soon())));
        applies(other, again, 3);
        now(other.mark());
        assertInstanceOf(Opening.Stale.class, now(one.open(update(one, "a", 2, 4, 100), Updates.soon())));
        now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of(), "")));
        assertInstanceOf(Opening.Opened.class, now(one.open(update(one, "a", 3, 4, 100), Updates.soon())));
    }

    /**
     * Everybody picks endpoints and replicas at random; some replicas never close what they opened. What stands at
     * RunPod plus what may still land is at no moment above the cap.
     */
    @Test
    void at_no_moment_do_three_replicas_together_exceed_the_cap_though_one_of_them_forgets() throws Exception {
        long seed = Long.getLong("podgate.seed", new Random().nextLong());
        List<PostgresLedger> all = List.of(replica(), replica(), replica());
        int cap = 60;
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<String> forgotten = ConcurrentHashMap.newKeySet();
        Map<String, AtomicInteger> runpod = new ConcurrentHashMap<>();
        Set<String> using = ConcurrentHashMap.newKeySet();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> races = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Random random = new Random(seed + i);
                races.add(racers.submit(() -> {
                    for (int round = 0; round < 20; round++) {
                        PostgresLedger at = all.get(random.nextInt(3));
                        String id = "endpoint-" + random.nextInt(40);
                        AtomicInteger stands = runpod.computeIfAbsent(id, any -> new AtomicInteger());
                        int after = random.nextInt(7);
                        Optional<Intent> opened = opened(at, id, stands, after, cap);
                        if (opened.isEmpty()) {
                            continue;
                        }
                        Intent intent = opened.get();
                        assertTrue(using.add(id), "two have " + id);
                        int before = stands.get();
                        stands.set(after);
                        most.accumulateAndGet(sum.addAndGet(after - before), Math::max);
                        using.remove(id);
                        if (at == all.get(2) && random.nextInt(4) == 0) {
                            forgotten.add(id);
                        } else {
                            applies(at, intent, after);
                        }
                    }
                }));
            }
            for (Future<?> race : races) {
                race.get();
            }
        }
        String replay = "-Dpodgate.seed=" + seed;
        assertTrue(most.get() <= cap, most + " of " + cap + ", " + replay);
        assertTrue(most.get() > cap / 2, "it never was tight: " + most + ", " + replay);
        for (PostgresLedger replica : all) {
            now(replica.mark());
        }
        assertEquals(List.of(), rows("""
                SELECT endpoint_id FROM intent GROUP BY endpoint_id HAVING count(*) > 1"""), replay);
        assertEquals(forgotten.size(), rows("SELECT 1 FROM intent").size(), replay);
        assertTotalsAreWhatTheirEndpointsTake(replay);
        settleAll(all.get(0), runpod);
        int stands = runpod.values().stream().mapToInt(AtomicInteger::get).sum();
        assertEquals(Map.of(MONEY, stands, WORKERS, stands), whole(all.get(1)), replay);
        assertTotalsAreWhatTheirEndpointsTake(replay);
        assertEquals(List.of(), rows("""
                SELECT decision_id FROM trail GROUP BY decision_id
                HAVING count(*) FILTER (WHERE phase = 'intent') <> 1 OR count(*) FILTER (WHERE phase = 'result') <> 1"""), replay);
    }

    /** As the pipeline does: who is told of a later word looks again before judging again. */
    private static Optional<Intent> opened(Ledger at, String id, AtomicInteger runpod, int after, int cap) {
        long picture = at.picture(id);
        while (true) {
            int before = runpod.get();
            if (before == after) {
                return Optional.empty();
            }
            Intent intent = Updates.resting(intent(id, before, after, cap, CLOCK.instant()), picture);
            switch (now(at.open(intent, Updates.soon()))) {
                case Opening.Stale(long later) -> picture = later;
                case Opening.Opened opened -> {
                    return Optional.of(intent);
                }
                case Opening.Unreachable(String why) -> throw new AssertionError(why);
                case Opening.NoRoom n -> {
                    return Optional.empty();
                }
                case Opening.Busy b -> {
                    return Optional.empty();
                }
                case Opening.Unsettled u -> {
                    return Optional.empty();
                }
                case Opening.Uncounted u -> {
                    return Optional.empty();
                }
                case Opening.KeyTaken k -> {
                    return Optional.empty();
                }
            }
        }
    }

    private static Map<String, Integer> whole(Ledger ledger) {
        Map<String, Integer> whole = new HashMap<>();
        now(ledger.totals(Set.of(MONEY, WORKERS)))
                .orElseThrow()
                .forEach((line, total) -> whole.put(line, total.intValueExact()));
        return whole;
    }

    private void assertTotalsAreWhatTheirEndpointsTake(String replay) {
        assertEquals(List.of(), rows("""
                WITH held AS (
                    SELECT id, key, max(amount) AS amount FROM (
                        SELECT id, key, value::numeric AS amount FROM endpoint, jsonb_each_text(stands)
                        UNION ALL
                        SELECT endpoint_id, key, value::numeric FROM intent, jsonb_each_text(claim)) AS each
                    GROUP BY id, key)
                SELECT coalesce(held.key, line.key), sum(amount), total
                FROM held FULL JOIN line USING (key)
                GROUP BY held.key, line.key, total HAVING coalesce(sum(amount), 0) <> coalesce(total, 0)"""), replay);
    }

    private void settleAll(Ledger by, Map<String, AtomicInteger> runpod) {
        Postgres.run(source, "UPDATE intent SET held_until = clock_timestamp(), settles_at = clock_timestamp()");
        for (Unsettled unsettled : now(by.unsettled())) {
            int stands = runpod.getOrDefault(unsettled.endpointId(), new AtomicInteger())
                    .get();
            now(by.settle(unsettled, true, claim(stands)));
        }
        assertEquals(new Ledger.Standing(0, Duration.ZERO), by.standing());
    }

    @Test
    void unsettled_intents_are_handed_to_one_replica_at_a_time() {
        Ledger gone = replica();
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(Opening.Opened.class, open(gone, update(gone, "e" + i, 0, 1, 100)));
        }
        Postgres.run(source, "UPDATE intent SET held_until = clock_timestamp(), settles_at = clock_timestamp()");
        List<PostgresLedger> others = List.of(replica(), replica(), replica());
        List<String> handed = Uni.join()
                .all(others.stream().map(PostgresLedger::unsettled).toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(10))
                .stream()
                .flatMap(List::stream)
                .map(Unsettled::decisionId)
                .toList();
        assertEquals(20, handed.size());
        assertEquals(20, Set.copyOf(handed).size());
    }

    /** RunPod may be asked twice at once about an update: in the rounds, and by an update that cannot go on without. */
    @Test
    void of_two_looks_at_one_update_each_counts_by_what_was_known_when_it_began() {
        Ledger one = replica();
        Ledger other = replica();
        Intent lost = update(one, "a", 3, 5, 100);
        assertInstanceOf(Opening.Opened.class, open(one, lost));
        one.close(lost, new Closing.NotKnown(), decision(lost, new Outcome.Unknown("no answer"), CLOCK.instant()));
        now(one.mark());
        Intent smaller = update(other, "a", 5, 2, 100);
        assertInstanceOf(Opening.Opened.class, open(other, smaller));
        Unsettled early = now(one.unsettledOf("a")).getFirst();
        applies(other, smaller, 2);
        now(other.mark());
        Unsettled late = now(one.unsettledOf("a")).getFirst();
        assertEquals(lost.decisionId(), late.decisionId());
        now(one.settle(early, true, claim(5)));
        assertEquals(List.of(), rows("SELECT * FROM intent"));
        assertInstanceOf(Opening.Stale.class, now(one.open(update(one, "a", 5, 4, 100), Updates.soon())));
    }

    @Test
    void an_older_list_of_another_replica_changes_nothing() {
        Ledger one = replica();
        Ledger other = replica();
        long early = now(one.mark());
        long late = now(other.mark());
        now(other.seed(new Ledger.Tally(late, Map.of("a", claim(2), "b", claim(1)), Set.of(), "")));
        now(one.seed(new Ledger.Tally(early, Map.of("a", claim(7)), Set.of(), "")));
        assertEquals(Map.of(MONEY, 3, WORKERS, 3), whole(one));
    }

    @Test
    void an_old_picture_of_what_cannot_be_read_undoes_nothing_that_another_replica_did() {
        Ledger one = replica();
        Ledger other = replica();
        now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of(), "")));
        Intent more = update(other, "a", 3, 5, 100);
        assertInstanceOf(Opening.Opened.class, open(other, more));
        applies(other, more, 5);
        now(other.mark());
        now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of("a"), "")));
        assertEquals(Map.of(MONEY, 5, WORKERS, 5), whole(one));
        assertInstanceOf(Opening.Stale.class, now(one.open(update(one, "a", 3, 4, 100), Updates.soon())));
        now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(5)), Set.of(), "")));
        assertInstanceOf(Opening.Opened.class, now(one.open(update(one, "a", 5, 6, 100), Updates.soon())));
    }

    @Test
    void what_a_fresh_replica_cannot_read_is_not_gone() {
        Ledger one = replica();
        now(one.seed(new Ledger.Tally(now(one.mark()), Map.of("a", claim(3)), Set.of(), "")));
        Ledger fresh = replica();
        now(fresh.seed(new Ledger.Tally(now(fresh.mark()), Map.of(), Set.of("a"), "")));
        assertEquals(Map.of(MONEY, 3, WORKERS, 3), whole(one));
    }

    @Test
    void ten_thousand_endpoints_are_seeded_and_seeded_again_for_nothing() {
        Ledger ledger = replica();
        Map<String, Claim> fleet = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            fleet.put("endpoint-" + i, claim(1));
        }
        now(ledger.seed(new Ledger.Tally(now(ledger.mark()), fleet, Set.of(), "")));
        assertEquals(Map.of(MONEY, 10_000, WORKERS, 10_000), whole(ledger));
        long writes = written();
        long begun = System.nanoTime();
        now(ledger.seed(new Ledger.Tally(now(ledger.mark()), fleet, Set.of(), "")));
        assertTrue(System.nanoTime() - begun < 3_000_000_000L, "it took long for nothing");
        assertEquals(writes, written());
    }

    /** How often rows of endpoints were written, one way or the other: each has a version of its own. */
    private long written() {
        return Long.parseLong(
                rows("SELECT count(DISTINCT xmin::text) FROM endpoint").getFirst());
    }

    @Test
    void decisions_are_found_by_id_and_in_pages_newest_first() {
        PostgresLedger one = replica();
        PostgresLedger other = replica();
        List<Intent> intents = new ArrayList<>();
        Instant begun = CLOCK.instant();
        for (int i = 0; i < 7; i++) {
            PostgresLedger at = i % 2 == 0 ? one : other;
            Intent intent = update(at, "e" + i, 0, 1, 100);
            intents.add(intent);
            assertInstanceOf(Opening.Opened.class, open(at, intent));
            if (i < 5) {
                at.close(
                        intent,
                        new Closing.Stands(claim(1)),
                        decision(intent, applied("e" + i, 1), begun.plusSeconds(i)));
            }
        }
        now(one.mark());
        now(other.mark());
        DecisionLog log = other.log();
        DecisionLog.Entry first = now(log.byId(intents.getFirst().decisionId())).orElseThrow();
        assertEquals(Optional.of("vision"), first.team());
        assertTrue(text(first).contains("\"phase\":\"result\""));
        assertTrue(
                text(now(log.byId(intents.get(6).decisionId())).orElseThrow()).contains("\"phase\":\"intent\""));
        assertEquals(Optional.empty(), now(log.byId("nobody's")));

        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            DecisionLog.Page page = now(log.find(query("applied", cursor)));
            assertTrue(page.entries().size() <= 2);
            page.entries().forEach(entry -> found.add(entry.decisionId()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertEquals(
                intents.subList(0, 5).reversed().stream()
                        .map(Intent::decisionId)
                        .toList(),
                found);
        assertEquals(
                2, now(log.find(query("unknown", Optional.empty()))).entries().size());
        assertEquals(
                List.of(),
                now(log.find(query("applied", Optional.of("nonsense")))).entries());
        DecisionLog.Query within = new DecisionLog.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.of("applied"),
                Optional.of(begun.plusSeconds(1)),
                Optional.of(begun.plusSeconds(3)),
                Optional.empty(),
                10);
        assertEquals(
                List.of(intents.get(2).decisionId(), intents.get(1).decisionId()),
                now(log.find(within)).entries().stream()
                        .map(DecisionLog.Entry::decisionId)
                        .toList());
    }

    private static DecisionLog.Query query(String outcome, Optional<String> cursor) {
        return new DecisionLog.Query(
                Optional.of("vision"),
                Optional.empty(),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                cursor,
                2);
    }

    private static String text(DecisionLog.Entry entry) {
        return new String(entry.text().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void the_trail_is_exported_as_the_guide_says_and_its_chains_are_whole() throws IOException {
        PostgresLedger one = replica();
        PostgresLedger other = replica();
        for (int i = 0; i < 10; i++) {
            PostgresLedger at = i % 2 == 0 ? one : other;
            Intent intent = update(at, "e" + i, 0, 1, 100);
            assertInstanceOf(Opening.Opened.class, open(at, intent));
            at.close(
                    intent,
                    new Closing.NothingDone(),
                    decision(intent, new Outcome.Failed("über \"\\ \u0000"), CLOCK.instant()));
        }
        now(one.mark());
        now(other.mark());
        Path file = directory.resolve("export.jsonl");
        Files.write(file, rows(Export.statement()));
        ChainCheck.Report.Whole whole =
                assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(file), "of all");
        assertEquals(2, whole.chains().size());
        Postgres.tamper(source, "DELETE FROM trail WHERE seq <= 3");
        Files.write(file, rows(Export.statement()));
        assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(file), "of what is left");
        Postgres.tamper(source, "DELETE FROM trail WHERE seq = 5");
        Files.write(file, rows(Export.statement()));
        assertInstanceOf(ChainCheck.Report.Broken.class, ChainCheck.check(file), "with a hole");
    }

    @Test
    void old_records_are_removed_from_the_beginnings_of_chains_but_none_of_an_open_intent() throws IOException {
        PostgresLedger one = replica();
        for (int i = 0; i < 6; i++) {
            Intent intent = update(one, "e" + i, 0, 1, 100);
            assertInstanceOf(Opening.Opened.class, open(one, intent));
            if (i != 3) {
                applies(one, intent, 1);
            }
        }
        now(one.mark());
        Postgres.tamper(source, "UPDATE trail SET time = time - interval '2 days' WHERE seq <> 5");
        Upkeep upkeep = new Upkeep(new Database(source), Duration.ofDays(1), CLOCK);
        upkeep.once();
        assertEquals("5", rows("SELECT min(seq) FROM trail").getFirst());
        Postgres.tamper(source, "UPDATE trail SET time = time - interval '2 days' WHERE seq = 5");
        upkeep.once();
        assertEquals(rows("SELECT seq FROM trail JOIN intent USING (decision_id)"), rows("SELECT min(seq) FROM trail"));
        Path file = directory.resolve("export.jsonl");
        Files.write(file, rows(Export.statement()));
        assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(file));
        Postgres.run(source, "DELETE FROM intent");
        upkeep.once();
        assertEquals(List.of(), rows("SELECT 1 FROM trail"));
    }

    @Test
    void nobody_changes_or_empties_the_trail_and_only_retention_removes_from_it() {
        PostgresLedger one = replica();
        applies(one, begun(one, "a"), 1);
        now(one.mark());
        for (String harm :
                List.of("UPDATE trail SET outcome = 'denied'", "DELETE FROM trail WHERE seq = 1", "TRUNCATE trail")) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> Postgres.run(source, harm), harm);
            assertTrue(String.valueOf(refused.getMessage()).contains("the trail is append-only"), harm);
        }
        assertEquals(List.of("1", "2"), rows("SELECT seq FROM trail ORDER BY seq"));
    }

    @Test
    void a_record_that_is_no_JSON_does_not_hide_the_others() {
        PostgresLedger one = replica();
        Intent first = begun(one, "a");
        applies(one, first, 1);
        Intent second = begun(one, "b");
        applies(one, second, 1);
        now(one.mark());
        Postgres.tamper(
                source,
                "UPDATE trail SET text = 'gone' WHERE phase = 'result' AND decision_id = '" + first.decisionId() + "'");
        DecisionLog.Page page = now(one.log().find(DecisionLog.Query.newest(10)));
        assertEquals(
                List.of(second.decisionId()),
                page.entries().stream().map(DecisionLog.Entry::decisionId).toList());
        assertFalse(one.log().gaveOut("xyz"));
    }

    private Intent begun(PostgresLedger ledger, String endpointId) {
        Intent intent = update(ledger, endpointId, 0, 1, 100);
        assertInstanceOf(Opening.Opened.class, open(ledger, intent));
        return intent;
    }

    @Test
    void an_empty_database_is_brought_up_by_as_many_as_come_at_once() throws SQLException, InterruptedException {
        try (AgroalDataSource empty = Postgres.source(Postgres.shared().empty())) {
            List<PostgresLedger> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(new PostgresLedger(
                        new Database(empty),
                        Postgres.migration(empty),
                        TrailConfig.in(directory.resolve("fresh-" + i)),
                        new EnvDigest(() -> new byte[32]),
                        records -> {},
                        CLOCK));
            }
            for (PostgresLedger ledger : all) {
                LedgerContract.await(ledger::reachable);
                assertInstanceOf(
                        Opening.Opened.class, open(ledger, update(ledger, "e" + all.indexOf(ledger), 0, 1, 9)));
            }
            for (PostgresLedger ledger : all) {
                ledger.close();
            }
        }
    }
}
