package io.podgate.ledger;

import static io.podgate.ledger.Updates.HOLDS;
import static io.podgate.ledger.Updates.MONEY;
import static io.podgate.ledger.Updates.SECRET;
import static io.podgate.ledger.Updates.TEAM;
import static io.podgate.ledger.Updates.WORKERS;
import static io.podgate.ledger.Updates.applied;
import static io.podgate.ledger.Updates.atMost;
import static io.podgate.ledger.Updates.claim;
import static io.podgate.ledger.Updates.config;
import static io.podgate.ledger.Updates.decision;
import static io.podgate.ledger.Updates.intent;
import static io.podgate.ledger.Updates.kept;
import static io.podgate.ledger.Updates.keyed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Aftermath;
import io.podgate.admission.AuditTrail;
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
import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.budget.Shortage;
import io.podgate.json.Json;
import io.podgate.policy.PolicyDocument;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
public abstract class LedgerContract {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final Moments clock = new Moments();

    /** The ledger that the test speaks to; always the same until it is gone. */
    protected abstract Ledger ledger();

    /** The trail that is written along with it. */
    protected abstract AuditTrail audit();

    /** Its process is gone without a word, and another one has begun on what it left behind. */
    protected abstract void restart();

    /** The trail as it stands, oldest first. */
    protected abstract List<Json.Obj> trail();

    /** Lets time go by, for whichever clock the ledger looks at. */
    protected void pass(Duration time) {
        clock.pass(time);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for " + PATIENCE);
            LockSupport.parkNanos(A_MOMENT.toNanos() / 100);
        }
    }

    protected final Intent update(String endpointId, int before, int after, int cap) {
        return onItsPicture(intent(endpointId, before, after, cap, clock.instant()));
    }

    private Intent onItsPicture(Intent intent) {
        return Updates.resting(intent, ledger().picture(intent.endpointId()));
    }

    private Opening open(Intent intent) {
        return now(ledger().open(intent, Updates.soon()));
    }

    private Intent opened(Intent intent) {
        assertInstanceOf(Opening.Opened.class, open(intent));
        return intent;
    }

    private Intent opened(String endpointId, int before, int after) {
        return opened(update(endpointId, before, after, 1_000));
    }

    private void close(Intent intent, Closing closing, Outcome outcome) {
        ledger().close(intent, closing, decision(intent, outcome, clock.instant()));
    }

    private void applies(Intent intent, int workers) {
        close(intent, new Closing.Stands(claim(workers)), applied(intent.endpointId(), workers));
    }

    private void endsUnknown(Intent intent) {
        close(intent, new Closing.NotKnown(), new Outcome.Unknown("no answer"));
    }

    private void seed(Map<String, Claim> fleet) {
        now(ledger().seed(new Ledger.Tally(now(ledger().mark()), fleet, Set.of(), "")));
    }

    private void assertTotal(int workers) {
        Map<String, BigDecimal> expected = workers == 0
                ? Map.of()
                : Map.of(
                        MONEY,
                        BigDecimal.valueOf(workers).stripTrailingZeros(),
                        WORKERS,
                        BigDecimal.valueOf(workers).stripTrailingZeros());
        assertEquals(
                expected,
                Updates.amounts(now(ledger().totals(Set.of(MONEY, WORKERS))).orElseThrow()));
    }

    /** Closing returns at once, so what it does may take a moment. */
    private void assertTotalBecomes(int workers) {
        await(() -> {
            BigDecimal total = now(ledger().totals(Set.of(MONEY))).orElseThrow().getOrDefault(MONEY, BigDecimal.ZERO);
            return total.compareTo(BigDecimal.valueOf(workers)) == 0;
        });
        assertTotal(workers);
    }

    private List<Json.Obj> records(String decisionId, String phase) {
        return trail().stream()
                .filter(record -> record.string("decisionId").equals(Optional.of(decisionId)))
                .filter(record -> record.string("phase").equals(Optional.of(phase)))
                .toList();
    }

    private Json.Obj result(Intent intent) {
        await(() -> !records(intent.decisionId(), "result").isEmpty());
        List<Json.Obj> results = records(intent.decisionId(), "result");
        assertEquals(1, results.size());
        return results.getFirst();
    }

    /** A store's own clock goes on while the test's stands still. */
    private static void assertAbout(Duration expected, Duration actual) {
        assertTrue(
                expected.minus(actual).abs().compareTo(Duration.ofSeconds(2)) < 0, "about " + expected + ": " + actual);
    }

    private static Optional<String> text(Json.Obj record, String member) {
        return record.get(member).map(value -> new String(value.bytes(), StandardCharsets.UTF_8));
    }

    private Remembered recall(String endpointId, String key) {
        return now(ledger().recall(new IdempotencyKey(TEAM, endpointId, key)));
    }

    // --- money ---

    @Test
    void what_fits_is_reserved_and_its_intent_recorded() {
        assertTrue(ledger().reachable());
        Intent intent = opened("a", 1, 4);
        assertTotal(4);
        Json.Obj record = records(intent.decisionId(), "intent").getFirst();
        assertEquals(Optional.of("a"), record.string("endpointId"));
        assertEquals(Optional.of("[{\"field\":\"workersMax\",\"before\":1,\"after\":4}]"), text(record, "changes"));
        assertEquals(Optional.of("{\"before\":0,\"after\":1.5,\"delta\":1.5,\"teamCap\":20}"), text(record, "cost"));
    }

    @Test
    void what_does_not_fit_is_told_exactly_and_leaves_no_trace() {
        seed(Map.of("a", claim(1), "b", claim(6)));
        Intent intent = update("a", 1, 5, 10);
        Opening.NoRoom refused = assertInstanceOf(Opening.NoRoom.class, open(intent));
        assertEquals(
                List.of(
                        new Shortage(MONEY, BigDecimal.TEN, BigDecimal.valueOf(6), BigDecimal.valueOf(5)),
                        new Shortage(WORKERS, BigDecimal.TEN, BigDecimal.valueOf(6), BigDecimal.valueOf(5))),
                exact(refused.shortages()));
        assertTotal(7);
        assertTrue(records(intent.decisionId(), "intent").isEmpty());
        opened("a", 1, 4);
    }

    private static List<Shortage> exact(List<Shortage> shortages) {
        return shortages.stream()
                .map(shortage -> new Shortage(
                        shortage.line(), scaled(shortage.cap()), scaled(shortage.others()), scaled(shortage.asked())))
                .toList();
    }

    private static BigDecimal scaled(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Test
    void one_line_without_room_keeps_all_of_it_out() {
        Intent intent = onItsPicture(intent(
                "a",
                claim(0),
                claim(4),
                List.of(atMost(MONEY, 100), atMost(WORKERS, 3)),
                Updates.change(0, 4),
                clock.instant()));
        Opening.NoRoom refused = assertInstanceOf(Opening.NoRoom.class, open(intent));
        assertEquals(
                List.of(WORKERS),
                refused.shortages().stream().map(Shortage::line).toList());
        assertTotal(0);
    }

    @Test
    void two_that_fit_alone_do_not_fit_together() {
        opened(update("a", 0, 6, 10));
        assertInstanceOf(Opening.NoRoom.class, open(update("b", 0, 6, 10)));
        opened(update("b", 0, 4, 10));
        assertTotal(10);
    }

    @Test
    void the_larger_of_before_and_after_is_held_until_the_end() {
        seed(Map.of("a", claim(5)));
        Intent shrinking = opened("a", 5, 2);
        assertTotal(5);
        applies(shrinking, 2);
        assertTotalBecomes(2);
        Intent growing = opened("a", 2, 7);
        assertTotal(7);
        applies(growing, 7);
        assertTotalBecomes(7);
        assertEquals(Optional.of("applied"), result(growing).string("outcome"));
    }

    @Test
    void what_runpod_shows_stands_whatever_was_intended() {
        applies(opened("a", 1, 4), 3);
        assertTotalBecomes(3);
    }

    @Test
    void nothing_done_gives_the_reservation_back() {
        seed(Map.of("a", claim(1)));
        Intent intent = opened("a", 1, 4);
        close(intent, new Closing.NothingDone(), new Outcome.Failed("broken"));
        assertTotalBecomes(1);
        assertEquals(Optional.of("failed"), result(intent).string("outcome"));
    }

    @Test
    void shrinking_is_opened_over_every_cap() {
        seed(Map.of("a", claim(50)));
        opened(update("a", 50, 40, 10));
    }

    @Test
    void a_probe_says_what_opening_would_and_reserves_nothing() {
        seed(Map.of("b", claim(6)));
        assertEquals(List.of(), shortages(4));
        assertEquals(
                List.of(new Shortage(MONEY, BigDecimal.TEN, BigDecimal.valueOf(6), BigDecimal.valueOf(5))),
                exact(shortages(5)));
        assertTotal(6);
    }

    private List<Shortage> shortages(int after) {
        Probe probe = now(ledger().probe("a", claim(0), claim(after), List.of(atMost(MONEY, 10))));
        return assertInstanceOf(Probe.Told.class, probe).shortages();
    }

    @Test
    void totals_leave_out_what_nobody_takes_of() {
        seed(Map.of("a", claim(2)));
        assertEquals(
                Map.of(MONEY, BigDecimal.valueOf(2)),
                Updates.amounts(now(ledger().totals(Set.of(MONEY, "other"))).orElseThrow()));
    }

    // --- what is no decision ---

    private Event.PolicyInForce policy(String revision) {
        return new Event.PolicyInForce(
                clock.instant(), revision, "policies", List.of(new PolicyDocument("a.yaml", "# " + revision)));
    }

    private List<String> policies() {
        return trail().stream()
                .filter(record -> record.string("kind").equals(Optional.of("policy")))
                .sorted(Comparator.comparing(record -> record.string("time").orElseThrow()))
                .map(record -> record.string("policyRevision").orElseThrow())
                .toList();
    }

    private void inForce(String revision, String... then) {
        audit().record(policy(revision));
        await(() -> policies().equals(List.of(then)));
        clock.pass(Duration.ofMinutes(1));
    }

    @Test
    void a_policy_is_recorded_whole_when_it_is_another_and_once_a_day() {
        inForce("one", "one");
        inForce("one", "one");
        inForce("two", "one", "two");
        restart();
        inForce("two", "one", "two");
        inForce("one", "one", "two", "one");
        clock.pass(Duration.ofDays(1));
        inForce("one", "one", "two", "one", "one");
        now(ledger().mark());
        assertEquals(4, policies().size());
        Json.Obj record = trail().stream()
                .filter(each -> each.string("kind").equals(Optional.of("policy")))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of("policies"), record.string("source"));
        assertEquals(Optional.of("[{\"name\":\"a.yaml\",\"text\":\"# one\"}]"), text(record, "documents"));
    }

    @Test
    void who_had_a_decision_settled_is_recorded_and_ends_nothing() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        audit().record(new Event.Settled(
                clock.instant(),
                intent.decisionId(),
                "request-9",
                Optional.empty(),
                "oncall",
                Settler.Look.MAY_LAND,
                Optional.empty()));
        await(() -> !records(intent.decisionId(), "event").isEmpty());
        Json.Obj record = records(intent.decisionId(), "event").getFirst();
        assertEquals(Optional.of("settle"), record.string("kind"));
        assertEquals(Optional.of("oncall"), record.string("caller"));
        assertEquals(Optional.of("may-land"), record.string("look"));
        restart();
        assertTotal(4);
        assertInstanceOf(Remembered.Running.class, recall("a", "k"));
        Unsettled found = now(ledger().unsettledOf("a")).getFirst();
        now(ledger().settle(found, true, claim(4)));
        assertEquals(Optional.of("applied"), result(intent).string("outcome"));
        assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
    }

    // --- seeding ---

    @Test
    void seeding_sets_and_never_adds() {
        seed(Map.of("a", claim(3), "b", claim(4)));
        seed(Map.of("a", claim(3), "b", claim(4)));
        assertTotal(7);
        seed(Map.of("a", claim(1), "b", claim(4)));
        assertTotal(5);
    }

    @Test
    void an_endpoint_that_is_gone_takes_nothing() {
        seed(Map.of("a", claim(3), "b", claim(4)));
        seed(Map.of("b", claim(4)));
        assertTotal(4);
        seed(Map.of());
        assertTotal(0);
    }

    @Test
    void what_is_counted_of_an_endpoint_with_an_update_under_way_is_never_lowered() {
        seed(Map.of("a", claim(1)));
        opened("a", 1, 4);
        seed(Map.of("a", claim(1)));
        assertTotal(4);
        seed(Map.of());
        assertTotal(4);
    }

    @Test
    void what_somebody_else_makes_of_an_endpoint_counts_while_an_update_of_it_is_under_way() {
        seed(Map.of("a", claim(1)));
        Intent open = opened("a", 1, 3);
        seed(Map.of("a", claim(7)));
        assertTotal(7);
        endsUnknown(open);
        seed(Map.of("a", claim(8)));
        assertTotal(8);
    }

    @Test
    void what_does_not_grow_takes_nothing_off_before_it_is_done() {
        seed(Map.of("a", claim(5)));
        Intent withoutPrices = opened("a", 0, 0);
        assertTotal(5);
        close(withoutPrices, new Closing.NothingDone(), applied("a", 5));
        assertTotal(5);
        Intent onAnOldPicture = opened("a", 2, 1);
        assertTotal(5);
        applies(onAnOldPicture, 1);
        assertTotalBecomes(1);
    }

    @Test
    void a_first_tally_stands_for_what_the_ledger_knows_nothing_of_in_spite_of_a_later_word() {
        long mark = now(ledger().mark());
        opened("open", 0, 0);
        close(opened("done", 0, 0), new Closing.NothingDone(), applied("done", 1));
        applies(opened("known", 0, 2), 2);
        assertTotalBecomes(2);
        Map<String, Claim> shown = Map.of("open", claim(1), "done", claim(3), "known", claim(9));
        now(ledger().seed(new Ledger.Tally(mark, shown, Set.of(), "")));
        assertTotal(2);
        now(ledger().seed(new Ledger.Tally(mark, shown, Set.of(), "other")));
        assertTotal(6);
    }

    private void seedBy(String books, Map<String, Claim> fleet, boolean counted) {
        assertEquals(
                counted, now(ledger().seed(new Ledger.Tally(now(ledger().mark()), fleet, Set.of(), books))), books);
    }

    /** What an endpoint takes of a line that only some policies have. */
    private static Claim also(int workers, String line, int most) {
        Map<String, BigDecimal> amounts = new HashMap<>(claim(workers).byLine());
        amounts.put(line, BigDecimal.valueOf(most));
        return Claim.of(amounts);
    }

    @Test
    void nothing_grows_by_other_books_than_those_that_the_endpoints_were_counted_by() {
        seedBy("one", Map.of("a", claim(3)), true);
        assertInstanceOf(Opening.Uncounted.class, open(kept("other", update("a", 3, 4, 100))));
        assertInstanceOf(Opening.Opened.class, open(kept("one", update("a", 3, 4, 100))));
        assertInstanceOf(Opening.Opened.class, open(kept("other", update("b", 3, 2, 100))), "it only shrinks");
    }

    /** The new policy has a line for both that the old one knew nothing of. */
    @Test
    void what_is_under_way_when_the_policy_changes_is_counted_by_the_new_one_before_anything_grows() {
        String line = "group/tight/workers";
        seedBy("old", Map.of("x", claim(2), "y", claim(2)), true);
        Intent before = opened(kept("old", update("x", 2, 8, 100)));
        Map<String, Claim> shown = Map.of("x", also(2, line, 2), "y", also(2, line, 2));
        seedBy("new", shown, false);
        Intent asked = kept("new", update("y", 2, 5, 100));
        assertInstanceOf(Opening.Uncounted.class, open(asked), "what is open was judged by others");
        close(before, new Closing.Stands(claim(8)), applied("x", 8));
        result(before);
        assertInstanceOf(Opening.Uncounted.class, open(asked), "nor is it known what it came to");
        seedBy("new", Map.of("x", also(8, line, 8), "y", also(2, line, 2)), true);
        assertEquals(
                Map.of(line, BigDecimal.TEN),
                Updates.amounts(now(ledger().totals(Set.of(line))).orElseThrow()).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().setScale(0))));
        assertInstanceOf(Opening.Opened.class, open(kept("new", update("y", 2, 5, 100))));
    }

    @Test
    void what_an_older_policy_has_left_unsettled_holds_growth_back_after_a_restart_too() {
        seedBy("old", Map.of("x", claim(2)), true);
        endsUnknown(opened(kept("old", update("x", 2, 8, 100))));
        restart();
        seedBy("new", Map.of("x", claim(2)), false);
        assertInstanceOf(Opening.Uncounted.class, open(kept("new", update("y", 2, 5, 100))));
        pass(Duration.ofMinutes(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), true, claim(8)));
        seedBy("new", Map.of("x", claim(8)), true);
        assertInstanceOf(Opening.Opened.class, open(kept("new", update("y", 2, 5, 100))));
    }

    @Test
    void a_refresh_that_began_before_an_update_never_undoes_it() {
        seed(Map.of("a", claim(1)));
        long mark = now(ledger().mark());
        applies(opened("a", 1, 4), 4);
        assertTotalBecomes(4);
        now(ledger().seed(new Ledger.Tally(mark, Map.of("a", claim(1)), Set.of(), "")));
        assertTotal(4);
        now(ledger().seed(new Ledger.Tally(mark, Map.of(), Set.of(), "")));
        assertTotal(4);
        seed(Map.of("a", claim(1)));
        assertTotal(1);
    }

    @Test
    void a_refresh_never_undoes_what_a_later_one_saw() {
        long early = now(ledger().mark());
        applies(opened("b", 0, 1), 1);
        long late = now(ledger().mark());
        now(ledger().seed(new Ledger.Tally(late, Map.of("a", claim(5)), Set.of(), "")));
        assertTotalBecomes(5);
        now(ledger().seed(new Ledger.Tally(early, Map.of("a", claim(2)), Set.of(), "")));
        assertTotal(5);
    }

    @Test
    void what_a_list_had_and_could_not_be_read_takes_what_it_took() {
        seed(Map.of("a", claim(3), "b", claim(1)));
        now(ledger().seed(new Ledger.Tally(now(ledger().mark()), Map.of("b", claim(2)), Set.of("a"), "")));
        assertTotal(5);
        now(ledger().seed(
                        new Ledger.Tally(now(ledger().mark()), Map.of("a", claim(4), "b", claim(2)), Set.of("a"), "")));
        assertTotal(6);
        seed(Map.of("b", claim(2)));
        assertTotal(2);
    }

    // --- what is not known ---

    @Test
    void what_is_not_known_stays_reserved_and_is_counted() {
        seed(Map.of("a", claim(1)));
        assertEquals(new Ledger.Standing(0, Duration.ZERO), ledger().standing());
        Intent intent = opened("a", 1, 4);
        endsUnknown(intent);
        pass(Duration.ofSeconds(10));
        await(() -> ledger().standing().unsettled() == 1);
        assertAbout(Duration.ofSeconds(10), ledger().standing().oldest());
        assertTotal(4);
        assertTrue(records(intent.decisionId(), "result").isEmpty());
    }

    @Test
    void an_unsettled_intent_is_handed_out_when_its_landing_window_is_over_and_to_one_at_a_time() {
        Intent intent = opened("a", 1, 4);
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        pass(Ledger.LANDING_WINDOW.minusSeconds(1));
        assertEquals(List.of(), now(ledger().unsettled()));
        pass(Duration.ofSeconds(2));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertEquals(intent.decisionId(), found.decisionId());
        assertEquals("a", found.endpointId());
        assertEquals(Optional.of(TEAM), found.team());
        assertTrue(found.landed());
        assertEquals(List.of(), now(ledger().unsettled()));
        pass(Duration.ofMinutes(1));
        assertEquals(1, now(ledger().unsettled()).size());
    }

    @Test
    void of_one_endpoint_and_of_one_decision_it_is_told_at_once() {
        Intent intent = opened("a", 1, 4);
        assertEquals(List.of(), now(ledger().unsettledOf("a")), "its forward is under way");
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        assertFalse(now(ledger().unsettledOf("a")).getFirst().landed());
        assertEquals(
                "a", now(ledger().unsettledOf(intent.decisionId())).getFirst().endpointId());
        assertEquals(List.of(), now(ledger().unsettledOf("b")));
    }

    @Test
    void it_knows_whether_an_endpoint_shows_what_was_asked_for() {
        endsUnknown(opened("a", 1, 4));
        await(() -> ledger().standing().unsettled() == 1);
        Unsettled found = now(ledger().unsettledOf("a")).getFirst();
        assertTrue(found.shownBy().test(config(4)));
        assertFalse(found.shownBy().test(config(1)));
        assertFalse(found.shownBy().test(config(3)));
    }

    @Test
    void an_update_that_was_applied_after_all_stands_and_has_its_one_result() {
        Intent intent = opened("a", 1, 4);
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        Unsettled found = now(ledger().unsettledOf("a")).getFirst();
        now(ledger().settle(found, true, claim(4)));
        now(ledger().settle(found, true, claim(4)));
        assertTotal(4);
        assertEquals(0, ledger().standing().unsettled());
        Json.Obj result = result(intent);
        assertEquals(Optional.of("applied"), result.string("outcome"));
        assertEquals(Optional.of("read-back"), result.string("settledBy"));
        assertEquals(Optional.of("vision-app"), result.string("caller"));
        assertEquals(Optional.of("[{\"field\":\"workersMax\",\"before\":1,\"after\":4}]"), text(result, "changes"));
        applies(opened("a", 4, 5), 5);
        assertTotalBecomes(5);
    }

    @Test
    void an_update_that_never_came_gives_its_reservation_back() {
        Intent intent = opened("a", 1, 4);
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        now(ledger().settle(now(ledger().unsettledOf("a")).getFirst(), false, claim(1)));
        assertTotal(1);
        assertEquals(Optional.of("failed"), result(intent).string("outcome"));
    }

    @Test
    void nothing_that_grows_is_opened_before_an_earlier_update_is_settled() {
        endsUnknown(opened("a", 1, 4));
        await(() -> ledger().standing().unsettled() == 1);
        pass(Duration.ofSeconds(5));
        Opening.Unsettled refused = assertInstanceOf(Opening.Unsettled.class, open(update("a", 4, 5, 1_000)));
        assertAbout(Ledger.LANDING_WINDOW.minusSeconds(5), refused.retryAfter());
        assertTotal(4);
        opened("b", 1, 2);
    }

    @Test
    void shrinking_need_not_wait_and_holds_what_may_still_land() {
        Intent unknown = opened("a", 1, 4);
        endsUnknown(unknown);
        await(() -> ledger().standing().unsettled() == 1);
        applies(opened("a", 1, 0), 0);
        await(() -> !records(unknown.decisionId(), "intent").isEmpty());
        assertTotal(4);
        now(ledger().settle(now(ledger().unsettledOf("a")).getFirst(), false, claim(0)));
        assertTotal(0);
    }

    @Test
    void shrinking_waits_for_what_it_might_leave_the_larger_half_of() {
        endsUnknown(opened(Updates.mixed(update("a", 4, 4, 1_000))));
        await(() -> ledger().standing().unsettled() == 1);
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 4, 3, 1_000)));
        restart();
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 4, 3, 1_000)));
    }

    @Test
    void what_another_update_has_overtaken_ends_unknown_where_it_is_not_shown_and_its_key_says_so() {
        Intent unknown = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        endsUnknown(unknown);
        await(() -> ledger().standing().unsettled() == 1);
        assertFalse(now(ledger().unsettledOf("a")).getFirst().overtaken());
        Intent smaller = opened("a", 1, 0);
        applies(smaller, 0);
        result(smaller);
        restart();
        pass(Duration.ofMinutes(1));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertTrue(found.overtaken());
        now(ledger().settle(found, false, claim(0)));
        assertEquals(Optional.of("unknown"), result(unknown).string("outcome"));
        assertTotal(0);
        Remembered.Ended ended =
                new Remembered.Ended("print", unknown.decisionId(), "unknown", Optional.empty(), "", Optional.empty());
        assertEquals(ended, recall("a", "k"));
        restart();
        assertEquals(ended, recall("a", "k"));
    }

    /** What is not shown of it may have been there: the earlier one may have landed on it. */
    @Test
    void what_passed_an_update_that_may_still_land_ends_unknown_where_it_is_not_shown() {
        endsUnknown(opened("a", 1, 4));
        await(() -> ledger().standing().unsettled() == 1);
        Intent passing = opened("a", 1, 0);
        endsUnknown(passing);
        await(() -> ledger().standing().unsettled() == 2);
        restart();
        pass(Duration.ofMinutes(1));
        Unsettled found = now(ledger().unsettled()).stream()
                .filter(open -> open.decisionId().equals(passing.decisionId()))
                .findFirst()
                .orElseThrow();
        now(ledger().settle(found, false, claim(4)));
        assertEquals(Optional.of("unknown"), result(passing).string("outcome"));
    }

    @Test
    void what_is_overtaken_while_it_is_read_back_is_read_back_again() {
        Intent unknown = opened("a", 1, 4);
        endsUnknown(unknown);
        await(() -> ledger().standing().unsettled() == 1);
        Unsettled found = now(ledger().unsettledOf("a")).getFirst();
        applies(opened("a", 1, 0), 0);
        now(ledger().settle(found, false, claim(0)));
        assertTrue(records(unknown.decisionId(), "result").isEmpty());
        assertTotalBecomes(4);
        assertTrue(now(ledger().unsettledOf("a")).getFirst().overtaken());
    }

    /** RunPod may have taken the other one last, though that one's end was known first. */
    @Test
    void what_is_answered_after_another_was_over_does_not_lower_what_that_one_left_before_it_is_looked_at() {
        Intent unknown = opened("a", 1, 4);
        endsUnknown(unknown);
        await(() -> ledger().standing().unsettled() == 1);
        Intent passing = opened("a", 1, 0);
        now(ledger().settle(now(ledger().unsettledOf(unknown.decisionId())).getFirst(), true, claim(4)));
        applies(passing, 0);
        assertEquals(Optional.of("applied"), result(passing).string("outcome"));
        assertTotal(4);
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 0, 6, 100)));
        pass(Duration.ofMinutes(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), true, claim(0)));
        assertTotal(0);
        assertEquals(1, records(passing.decisionId(), "result").size());
    }

    private Intent mayLand(Intent intent, Optional<Integer> applied) {
        close(
                intent,
                new Closing.MayLand(applied.map(Updates::claim)),
                applied.map(workers -> applied(intent.endpointId(), workers))
                        .orElse(new Outcome.Failed("nothing of it is shown")));
        result(intent);
        return intent;
    }

    @Test
    void what_failed_and_may_still_land_has_its_result_and_holds_its_reservation_until_it_has_landed() {
        seed(Map.of("a", claim(1)));
        Intent failed = mayLand(opened("a", 1, 4), Optional.empty());
        assertEquals(Optional.of("failed"), result(failed).string("outcome"));
        assertTotal(4);
        assertEquals(0, ledger().standing().unsettled());
        seed(Map.of("a", claim(1)));
        assertTotal(4);
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 1, 2, 1_000)));
        applies(opened("a", 1, 0), 0);
        await(() -> !records(failed.decisionId(), "intent").isEmpty());
        assertTotal(4);
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertEquals(Aftermath.MAY_LAND, found.aftermath());
        now(ledger().settle(found, false, claim(0)));
        assertTotal(0);
        assertEquals(Optional.of("failed"), result(failed).string("outcome"));
        Intent next = update("a", 0, 3, 1_000);
        Opening opening = open(next);
        assertInstanceOf(
                Opening.Opened.class,
                opening instanceof Opening.Stale(long later) ? open(Updates.resting(next, later)) : opening);
    }

    @Test
    void what_was_applied_and_may_land_again_is_built_upon_once_and_holds_the_larger() {
        Intent applied = mayLand(opened("a", 1, 4), Optional.of(4));
        assertEquals(Optional.of("applied"), result(applied).string("outcome"));
        assertTotal(4);
        applies(opened("a", 4, 6), 6);
        assertTotalBecomes(6);
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 6, 7, 1_000)));
        Intent smaller = opened("a", 6, 1);
        applies(smaller, 1);
        result(smaller);
        assertTotal(6);
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertEquals(Aftermath.MAY_LAND_AGAIN, found.aftermath());
        now(ledger().settle(found, true, claim(4)));
        assertTotal(4);
        assertEquals(1, records(applied.decisionId(), "result").size());
        opened("a", 4, 7);
    }

    @Test
    void what_shrank_and_may_land_again_gives_back_what_it_left() {
        mayLand(opened("a", 4, 2), Optional.of(2));
        assertTotal(2);
    }

    @Test
    void what_mixes_waits_for_what_may_land_again() {
        mayLand(opened("a", 1, 4), Optional.of(4));
        assertInstanceOf(Opening.Unsettled.class, open(Updates.mixed(update("a", 4, 4, 1_000))));
    }

    @Test
    void the_key_of_what_may_still_land_remembers_its_end() {
        Intent keyed = mayLand(opened(keyed(update("a", 1, 4, 100), "k", "print")), Optional.of(4));
        Remembered.Ended ended = assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        assertEquals("applied", ended.outcome());
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), false, claim(1)));
        assertEquals(ended, recall("a", "k"));
        assertEquals(keyed.decisionId(), ended.decisionId());
    }

    @Test
    void what_may_still_land_is_held_after_a_restart() {
        seed(Map.of("a", claim(1)));
        Intent failed = mayLand(opened("a", 1, 4), Optional.empty());
        assertTrue(result(failed).get("mayLand").isPresent());
        restart();
        assertTotal(4);
        assertEquals(0, ledger().standing().unsettled());
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 1, 2, 1_000)));
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), false, claim(1)));
        assertTotal(1);
        assertEquals(Optional.of("failed"), result(failed).string("outcome"));
    }

    @Test
    void what_may_land_again_on_what_was_built_upon_it_is_held_after_a_restart_too() {
        seed(Map.of("a", claim(1)));
        mayLand(opened("a", 1, 4), Optional.of(4));
        applies(opened("a", 4, 6), 6);
        applies(opened("a", 6, 2), 2);
        assertTotalBecomes(6);
        restart();
        assertTotal(6);
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), false, claim(2)));
        assertTotal(2);
    }

    @Test
    void what_was_sent_more_than_once_is_not_settled_by_being_shown_before_it_has_landed() {
        close(opened("a", 1, 4), new Closing.NotKnownOfSeveral(), new Outcome.Unknown("no answer"));
        await(() -> ledger().standing().unsettled() == 1);
        Unsettled found = now(ledger().unsettledOf("a")).getFirst();
        assertEquals(Aftermath.UNKNOWN_OF_SEVERAL, found.aftermath());
        assertFalse(found.canTell(true));
        endsUnknown(opened("b", 1, 4));
        await(() -> ledger().standing().unsettled() == 2);
        assertTrue(now(ledger().unsettledOf("b")).getFirst().canTell(true));
    }

    @Test
    void who_never_closes_is_unsettled_once_its_forward_is_over_for_certain() {
        Intent intent = opened("a", 1, 4);
        pass(HOLDS.plus(Ledger.LANDING_WINDOW).minusSeconds(1));
        assertEquals(List.of(), now(ledger().unsettled()));
        pass(Duration.ofSeconds(2));
        assertEquals(
                List.of(intent.decisionId()),
                now(ledger().unsettled()).stream().map(Unsettled::decisionId).toList());
        assertEquals(1, ledger().standing().unsettled());
    }

    @Test
    void an_end_that_comes_after_it_was_settled_makes_no_second_result() {
        Intent intent = opened("a", 1, 4);
        pass(Duration.ofMinutes(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), true, claim(4)));
        applies(intent, 4);
        applies(opened("b", 0, 1), 1);
        assertTotalBecomes(5);
        assertEquals(Optional.of("read-back"), result(intent).string("settledBy"));
    }

    // --- restarts ---

    @Test
    void a_reservation_survives_its_replica_and_is_settled_when_its_owner_is_gone() {
        seed(Map.of("a", claim(1)));
        Intent intent = opened("a", 1, 4);
        restart();
        assertTotal(4);
        assertInstanceOf(Opening.NoRoom.class, open(update("b", 0, 7, 10)));
        pass(HOLDS.plus(Ledger.LANDING_WINDOW).plusSeconds(1));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertEquals(intent.decisionId(), found.decisionId());
        assertTrue(found.shownBy().test(config(4)));
        now(ledger().settle(found, true, claim(4)));
        assertEquals(Optional.of("applied"), result(intent).string("outcome"));
        assertTotal(4);
        restart();
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), now(ledger().unsettled()));
    }

    @Test
    void what_was_closed_needs_no_settling_after_a_restart() {
        Intent intent = opened("a", 1, 4);
        applies(intent, 4);
        result(intent);
        restart();
        assertEquals(0, ledger().standing().unsettled());
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), now(ledger().unsettled()));
    }

    // --- idempotency ---

    @Test
    void a_key_is_nothing_then_running_then_ended_with_the_answer_without_any_secret() {
        assertEquals(new Remembered.Nothing(), recall("a", "k"));
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        assertEquals(new Remembered.Running("print"), recall("a", "k"));
        applies(intent, 4);
        await(() -> recall("a", "k") instanceof Remembered.Ended);
        assertRemembered(intent);
        assertEquals(new Remembered.Nothing(), recall("b", "k"));
        assertEquals(new Remembered.Nothing(), now(ledger().recall(new IdempotencyKey("speech", "a", "k"))));
        result(intent);
        restart();
        assertRemembered(intent);
    }

    private void assertRemembered(Intent intent) {
        Remembered.Ended ended = assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        assertEquals("print", ended.fingerprint());
        assertEquals(intent.decisionId(), ended.decisionId());
        assertEquals("applied", ended.outcome());
        assertEquals(
                "{\"id\":\"a\",\"workers\":{\"max\":4},\"env\":{\"TOKEN\":null}}",
                new String(ended.text().orElseThrow().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_key_that_is_somebodys_opens_nothing() {
        Intent first = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        applies(first, 4);
        await(() -> recall("a", "k") instanceof Remembered.Ended);
        assertInstanceOf(Opening.KeyTaken.class, open(keyed(update("a", 4, 5, 100), "k", "print")));
        assertInstanceOf(Opening.KeyTaken.class, open(keyed(update("a", 4, 5, 100), "k", "other")));
        assertTotal(4);
        opened(keyed(update("a", 4, 5, 100), "k2", "print"));
    }

    @Test
    void what_found_no_room_leaves_its_key_free() {
        assertInstanceOf(Opening.NoRoom.class, open(keyed(update("a", 0, 4, 3), "k", "print")));
        assertEquals(new Remembered.Nothing(), recall("a", "k"));
        opened(keyed(update("a", 0, 4, 4), "k", "print"));
    }

    @Test
    void refusals_of_runpods_are_remembered_with_its_words() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        close(intent, new Closing.NothingDone(), new Outcome.Rejected(400, "no such card"));
        await(() -> recall("a", "k") instanceof Remembered.Ended);
        result(intent);
        restart();
        Remembered.Ended ended = assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        assertEquals("rejected", ended.outcome());
        assertEquals(Optional.of(400), ended.status());
        assertEquals("no such card", ended.detail());
        assertEquals(Optional.empty(), ended.text());
    }

    @Test
    void where_runpod_was_not_reached_the_key_is_free_again() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        close(intent, new Closing.NothingDone(), new Outcome.Unavailable("no connection", Duration.ofSeconds(1)));
        await(() -> recall("a", "k") instanceof Remembered.Nothing);
        result(intent);
        restart();
        assertEquals(new Remembered.Nothing(), recall("a", "k"));
        seed(Map.of("a", claim(1)));
        opened(keyed(update("a", 1, 4, 100), "k", "print"));
    }

    @Test
    void a_key_runs_until_what_was_not_known_is_settled() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        assertEquals(new Remembered.Running("print"), recall("a", "k"));
        restart();
        assertEquals(new Remembered.Running("print"), recall("a", "k"));
        pass(Duration.ofMinutes(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), true, claim(4)));
        Remembered.Ended ended =
                new Remembered.Ended("print", intent.decisionId(), "applied", Optional.empty(), "", Optional.empty());
        assertEquals(ended, recall("a", "k"));
        result(intent);
        restart();
        assertEquals(ended, recall("a", "k"));
    }

    @Test
    void a_key_whose_update_never_came_is_free_again() {
        endsUnknown(opened(keyed(update("a", 1, 4, 100), "k", "print")));
        await(() -> ledger().standing().unsettled() == 1);
        now(ledger().settle(now(ledger().unsettledOf("a")).getFirst(), false, claim(1)));
        assertEquals(new Remembered.Nothing(), recall("a", "k"));
    }

    @Test
    void a_key_is_kept_for_a_day_and_no_longer() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        applies(intent, 4);
        await(() -> recall("a", "k") instanceof Remembered.Ended);
        result(intent);
        pass(Duration.ofHours(24).minusMinutes(1));
        assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        restart();
        assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        pass(Duration.ofMinutes(2));
        assertEquals(new Remembered.Nothing(), recall("a", "k"));
    }

    // --- what goes by ---

    /** As if it had not been possible to open it. */
    private Intent bypasses(Intent intent) {
        Intent bypassing = intent.bypassing();
        now(ledger().bypass(bypassing));
        await(() -> !records(intent.decisionId(), "intent").isEmpty());
        return bypassing;
    }

    @Test
    void what_only_shrinks_and_was_sent_past_the_ledger_is_recorded_as_such() {
        seed(Map.of("a", claim(5)));
        Intent intent = bypasses(update("a", 5, 2, 100));
        assertTotal(5);
        applies(intent, 2);
        assertTotalBecomes(2);
        assertEquals(Optional.of("true"), text(result(intent), "bypassed"));
        assertEquals(
                Optional.of("true"), text(records(intent.decisionId(), "intent").getFirst(), "bypassed"));
        assertEquals(1, records(intent.decisionId(), "intent").size());
        applies(opened("a", 2, 3), 3);
        assertTotalBecomes(3);
    }

    @Test
    void what_was_sent_past_the_ledger_is_remembered_by_its_key_unless_somebody_has_that() {
        seed(Map.of("a", claim(5)));
        Intent first = bypasses(keyed(update("a", 5, 3, 100), "k", "print"));
        assertInstanceOf(Remembered.Running.class, recall("a", "k"));
        applies(first, 3);
        await(() -> recall("a", "k") instanceof Remembered.Ended);
        Intent second = bypasses(keyed(update("a", 3, 2, 100), "k", "another"));
        applies(second, 2);
        result(second);
        Remembered.Ended kept = assertInstanceOf(Remembered.Ended.class, recall("a", "k"));
        assertEquals(first.decisionId(), kept.decisionId());
        assertEquals("print", kept.fingerprint());
        assertTrue(kept.text().isPresent());
    }

    @Test
    void what_was_sent_past_the_ledger_holds_growth_back_until_it_is_settled() {
        seed(Map.of("a", claim(5)));
        Intent intent = bypasses(update("a", 5, 2, 1_000));
        endsUnknown(intent);
        await(() -> ledger().standing().unsettled() == 1);
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 5, 6, 1_000)));
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), true, claim(2)));
        assertEquals(Optional.of("applied"), result(intent).string("outcome"));
        assertTotal(2);
        opened("a", 2, 3);
    }

    @Test
    void what_was_sent_past_the_ledger_and_may_still_land_holds_growth_back_too() {
        seed(Map.of("a", claim(5)));
        Intent intent = bypasses(update("a", 5, 2, 1_000));
        mayLand(intent, Optional.empty());
        assertInstanceOf(Opening.Unsettled.class, open(update("a", 5, 6, 1_000)));
        pass(Ledger.LANDING_WINDOW.plusSeconds(1));
        now(ledger().settle(now(ledger().unsettled()).getFirst(), false, claim(5)));
        assertEquals(1, records(intent.decisionId(), "result").size());
        opened("a", 5, 6);
    }

    @Test
    void what_was_sent_past_the_ledger_is_settled_when_its_owner_is_gone() {
        seed(Map.of("a", claim(5)));
        Intent intent = bypasses(update("a", 5, 2, 1_000));
        restart();
        pass(HOLDS.plus(Ledger.LANDING_WINDOW).plusSeconds(1));
        Unsettled found = now(ledger().unsettled()).getFirst();
        assertEquals(intent.decisionId(), found.decisionId());
        now(ledger().settle(found, true, claim(2)));
        assertEquals(Optional.of("applied"), result(intent).string("outcome"));
        assertTotal(2);
    }

    @Test
    void no_value_of_a_variable_is_in_the_trail() {
        Intent intent = opened(keyed(update("a", 1, 4, 100), "k", "print"));
        applies(intent, 4);
        result(intent);
        for (Json.Obj record : trail()) {
            assertFalse(new String(record.bytes(), StandardCharsets.UTF_8).contains(SECRET));
        }
    }

    // --- many at once ---

    private record Racer(String endpoint, Random random) {}

    /**
     * Everybody has an endpoint and changes it at random under a cap that is far too tight. Nothing may be sent that
     * was not opened, so what all endpoints take at RunPod is at no moment more than the cap; the sum is taken before
     * an endpoint is let go, when it can only be larger than at any moment that counts.
     */
    @Test
    void at_no_moment_do_all_together_exceed_the_cap_and_at_rest_everything_agrees() throws Exception {
        long seed = Long.getLong("podgate.seed", new Random().nextLong());
        int cap = 60;
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Map<String, Integer> runpod = new ConcurrentHashMap<>();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        ledger();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> races = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Racer racer = new Racer("endpoint-" + i, new Random(seed + i));
                races.add(racers.submit(() -> race(racer, cap, runpod, sent, sum, most)));
            }
            for (Future<?> race : races) {
                race.get();
            }
        }
        String replay = "-Dpodgate.seed=" + seed;
        assertTrue(most.get() <= cap, most + " of " + cap + ", " + replay);
        assertTrue(most.get() > cap / 2, "it never was tight: " + most + ", " + replay);
        assertTotalBecomes(runpod.values().stream().mapToInt(Integer::intValue).sum());
        seed(claims(runpod));
        assertTotal(runpod.values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(0, ledger().standing().unsettled());
        await(() -> ids("result").equals(sent));
        assertEquals(sent, ids("intent"));
        assertEquals(sent.size(), count("intent"), replay);
        assertEquals(sent.size(), count("result"), replay);
    }

    private static Map<String, Claim> claims(Map<String, Integer> workers) {
        Map<String, Claim> claims = new HashMap<>();
        workers.forEach((endpoint, count) -> claims.put(endpoint, claim(count)));
        return claims;
    }

    private Set<String> ids(String phase) {
        return trail().stream()
                .filter(record -> record.string("phase").equals(Optional.of(phase)))
                .map(record -> record.string("decisionId").orElseThrow())
                .collect(Collectors.toSet());
    }

    private long count(String phase) {
        return trail().stream()
                .filter(record -> record.string("phase").equals(Optional.of(phase)))
                .count();
    }

    private void race(
            Racer racer,
            int cap,
            Map<String, Integer> runpod,
            Set<String> sent,
            AtomicInteger sum,
            AtomicInteger most) {
        Random random = racer.random();
        int stands = 0;
        for (int round = 0; round < 25; round++) {
            int wanted = random.nextInt(7);
            if (wanted == stands) {
                continue;
            }
            Intent intent = update(racer.endpoint(), stands, wanted, cap);
            if (!(open(intent) instanceof Opening.Opened)) {
                continue;
            }
            sent.add(intent.decisionId());
            switch (random.nextInt(4)) {
                case 0 -> close(intent, new Closing.NothingDone(), new Outcome.Failed("no"));
                case 1 -> {
                    boolean applied = random.nextBoolean();
                    stands = applied ? land(racer, stands, wanted, runpod, sum, most) : stands;
                    endsUnknown(intent);
                    settle(intent, applied, stands);
                }
                default -> {
                    stands = land(racer, stands, wanted, runpod, sum, most);
                    applies(intent, stands);
                }
            }
        }
    }

    private static int land(
            Racer racer, int from, int to, Map<String, Integer> runpod, AtomicInteger sum, AtomicInteger most) {
        runpod.put(racer.endpoint(), to);
        int together = sum.addAndGet(to - from);
        most.accumulateAndGet(together, Math::max);
        return to;
    }

    private void settle(Intent intent, boolean applied, int stands) {
        await(() -> !now(ledger().unsettledOf(intent.decisionId())).isEmpty());
        now(ledger().settle(now(ledger().unsettledOf(intent.decisionId())).getFirst(), applied, claim(stands)));
    }
}
