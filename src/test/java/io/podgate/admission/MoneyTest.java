package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.budget.Claim;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.policy.PolicySet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the pipeline asks of budgets and ledger. A worker costs one dollar an hour; three stand. */
class MoneyTest {

    private static final String FOUR = "{\"workers\":{\"max\":4}}";
    private static final String NINE = "{\"workers\":{\"max\":9}}";
    private static final String TWO = "{\"workers\":{\"max\":2}}";

    private final World world = new World("burnRate: 8.00");

    private static List<String> rules(Decision decision) {
        return decision.violations().stream()
                .map(violation -> violation.rule().orElse(""))
                .toList();
    }

    @Test
    void growth_is_reserved_and_recorded_before_it_is_sent_and_closed_after() {
        world.truth = World.config(4);
        Decision decision = world.admit(FOUR);
        assertInstanceOf(Outcome.Applied.class, decision.outcome());
        Intent intent = world.ledger.opened.getFirst();
        assertEquals(Money.of("4"), new Money(intent.after().of("team/vision/burnRate")));
        assertEquals(
                List.of("4"),
                world.ledger.closings.stream()
                        .map(closing -> ((Closing.Stands) closing)
                                .claim()
                                .of("team/vision/burnRate")
                                .toPlainString())
                        .toList());
        assertEquals(List.of(decision), world.ledger.results);
        assertEquals(List.of(), world.recorded);
    }

    @Test
    void what_the_budget_has_no_room_for_is_denied_with_the_numbers() {
        Decision decision = world.admit(NINE);
        assertInstanceOf(Outcome.Denied.class, decision.outcome());
        assertEquals(List.of("budget.burnRate"), rules(decision));
        assertEquals(Optional.of(8L), decision.violations().getFirst().passes());
        Cost cost = decision.cost().orElseThrow();
        assertEquals(Money.of("3"), cost.before());
        assertEquals(Money.of("9"), cost.after());
        assertEquals(Money.of("6"), cost.delta());
        assertEquals(Optional.of(Money.of("-1")), cost.headroom());
        assertEquals(Optional.of(8L), cost.workersThatFit());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void other_endpoints_of_the_team_take_their_part() {
        world.ledger.book.seed(
                "other", Claim.of(Map.of("team/vision/burnRate", Money.of("5").usd())));
        assertEquals(List.of("budget.burnRate"), rules(world.admit(FOUR)));
        world.truth = World.config(2);
        assertInstanceOf(Outcome.Applied.class, world.admit(TWO).outcome());
    }

    @Test
    void money_is_looked_at_even_where_a_limit_objects() {
        assertEquals(List.of("limits.workersMax", "budget.burnRate"), rules(world.admit("{\"workers\":{\"max\":11}}")));
    }

    @Test
    void a_dry_run_reserves_nothing_and_shows_the_shortage() {
        Decision decision = world.admit("demo", NINE, true);
        assertEquals(List.of("budget.burnRate"), rules(decision));
        assertEquals(List.of(), world.ledger.opened);
        assertEquals(Optional.of(8L), decision.cost().orElseThrow().workersThatFit());
    }

    @Test
    void before_the_account_was_counted_nothing_grows_on_a_budget_and_everything_shrinks() {
        world.counted = false;
        assertInstanceOf(Outcome.StateUnavailable.class, world.admit(FOUR).outcome());
        world.truth = World.config(2);
        assertInstanceOf(Outcome.Applied.class, world.admit(TWO).outcome());
    }

    @Test
    void a_month_that_is_spent_lets_nothing_grow() {
        World spent = new World("month: 100.00");
        spent.spending = Optional.of(new Spending(Map.of("team/vision", Money.of("100")), World.NOW));
        assertEquals(List.of("budget.month"), rules(spent.admit(FOUR)));
        spent.billsFresh = false;
        assertEquals(
                new Outcome.StateUnavailable("what RunPod has billed this month", Duration.ofSeconds(5)),
                spent.admit(FOUR).outcome());
    }

    @Test
    void a_picture_that_the_ledger_has_a_later_word_than_is_looked_at_again() {
        world.ledger.openings.add(new Opening.Stale(7));
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Unchanged.class, world.admit(FOUR).outcome());
        assertEquals(1, world.fetched);
    }

    @Test
    void what_is_counted_is_looked_at_after_the_ledger_has_noted_where_it_stands() {
        world.admit(FOUR);
        assertEquals(List.of("mark", "list", "seed"), world.ledger.counting);
    }

    @Test
    void the_ledger_is_told_what_a_list_could_not_show() {
        world.unread = Set.of(World.ID);
        world.admit(FOUR);
        assertEquals(List.of("mark", "list", "seed but [" + World.ID + "]"), world.ledger.counting);
    }

    @Test
    void an_endpoint_that_another_replica_has_is_waited_for() {
        world.ledger.openings.add(new Opening.Busy());
        world.ledger.openings.add(new Opening.Busy());
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Applied.class, world.admit(FOUR).outcome());
    }

    @Test
    void an_earlier_update_that_is_not_settled_is_read_back_first() {
        world.ledger.openings.add(new Opening.Unsettled(Duration.ofSeconds(9)));
        world.ledger.unsettled.add(new Unsettled(
                "earlier",
                World.ID,
                Optional.of("vision"),
                World.NOW,
                false,
                Aftermath.UNKNOWN,
                false,
                0,
                now -> true));
        world.truth = World.config(4);
        assertInstanceOf(Outcome.Applied.class, world.admit(FOUR).outcome());
        assertEquals(List.of("earlier applied"), world.ledger.settled);
    }

    @Test
    void what_is_not_shown_is_not_settled_before_it_has_landed() {
        world.ledger.openings.add(new Opening.Unsettled(Duration.ofSeconds(9)));
        world.ledger.openings.add(new Opening.Unsettled(Duration.ofSeconds(9)));
        world.ledger.unsettled.add(new Unsettled(
                "earlier",
                World.ID,
                Optional.of("vision"),
                World.NOW,
                false,
                Aftermath.UNKNOWN,
                false,
                0,
                now -> false));
        assertEquals(
                new Outcome.StateUnavailable(
                        "what became of an earlier update of this endpoint", Duration.ofSeconds(9)),
                world.admit(FOUR).outcome());
        assertEquals(List.of(), world.ledger.settled);
    }

    @Test
    void what_another_update_has_overtaken_is_not_settled_before_it_has_landed_even_where_it_seems_to_be_shown() {
        world.ledger.openings.add(new Opening.Unsettled(Duration.ofSeconds(9)));
        world.ledger.openings.add(new Opening.Unsettled(Duration.ofSeconds(9)));
        world.ledger.unsettled.add(new Unsettled(
                "earlier", World.ID, Optional.of("vision"), World.NOW, false, Aftermath.UNKNOWN, true, 0, now -> true));
        assertInstanceOf(Outcome.StateUnavailable.class, world.admit(FOUR).outcome());
        assertEquals(List.of(), world.ledger.settled);
    }

    @Test
    void without_a_ledger_shrinking_is_sent_and_said_to_be_recorded_later() {
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.becomes = Optional.of(World.config(2));
        Decision decision = world.admit(TWO);
        assertInstanceOf(Outcome.Applied.class, decision.outcome());
        assertEquals(List.of(decision.request().decisionId()), world.ledger.bypassed);
        assertEquals(List.of(decision), world.ledger.results);
        assertTrue(decision.warnings().getFirst().startsWith("The ledger cannot be reached"));
    }

    @Test
    void what_shrinks_only_on_an_old_picture_is_not_sent_without_a_ledger() {
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.truth = World.config(1);
        assertInstanceOf(Outcome.LedgerUnavailable.class, world.admit(TWO).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void what_seems_to_grow_on_an_old_picture_and_shrinks_is_sent_without_a_ledger() {
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.truth = World.config(6);
        world.becomes = Optional.of(World.config(4));
        assertInstanceOf(Outcome.Applied.class, world.admit(FOUR).outcome());
        assertEquals(1, world.ledger.bypassed.size());
    }

    @Test
    void what_is_refused_on_a_picture_that_another_replica_has_changed_is_looked_at() {
        String twelve = "{\"workers\": {\"max\": 12}}";
        world.truth = World.config(14);
        world.becomes = Optional.of(World.config(12));
        assertInstanceOf(Outcome.Denied.class, world.admit(twelve).outcome());
        assertEquals(0, world.fetched);
        world.ledger.elsewhere.add(World.ID);
        assertInstanceOf(Outcome.DryRun.class, world.admit("demo", twelve, true).outcome());
        assertInstanceOf(Outcome.Applied.class, world.admit(twelve).outcome());
        assertEquals(2, world.fetched);
        world.truth = World.config(3);
        world.snapshot = World.config(3);
        assertInstanceOf(Outcome.Denied.class, world.admit(twelve).outcome());
        world.fetchEnds = Optional.of(new Reply.Unavailable<>("away", Duration.ofSeconds(7), Upstream.NONE));
        assertInstanceOf(Outcome.Denied.class, world.admit(twelve).outcome());
    }

    @Test
    void an_answer_that_is_replayed_takes_variables_from_what_another_replica_has_made_of_them() {
        world.key = Optional.of("k1");
        world.ledger.remembered =
                new Remembered.Ended(FOUR, "first", "applied", Optional.of(200), "", Optional.empty());
        world.truth = World.config(4);
        world.ledger.elsewhere.add(World.ID);
        Outcome.Replayed replayed =
                assertInstanceOf(Outcome.Replayed.class, world.admit(FOUR).outcome());
        Outcome.Applied applied = assertInstanceOf(Outcome.Applied.class, replayed.first());
        assertEquals(World.config(4), applied.now().endpoint().config());
        assertEquals(1, world.fetched);
    }

    @Test
    void without_a_ledger_shrinking_does_not_wait_for_RunPod_to_show_the_endpoint() {
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.ledger.openings.add(new Opening.Unreachable("the database is away"));
        world.fetchEnds = Optional.of(new Reply.Unavailable<>("away", Duration.ofSeconds(7), Upstream.NONE));
        world.becomes = Optional.of(World.config(2));
        assertInstanceOf(Outcome.Applied.class, world.admit(TWO).outcome());
        assertEquals(1, world.ledger.bypassed.size());
    }

    @Test
    void who_waits_for_its_turn_until_its_time_is_over_is_not_sent_around_the_ledger() {
        world.patience = Duration.ofMillis(10);
        world.ledger.openings.add(new Opening.Unreachable("the ledger's database took too long"));
        assertInstanceOf(Outcome.StateUnavailable.class, world.admit(TWO).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void an_outcome_that_is_not_known_stays_reserved() {
        world.updateEnds = Optional.of(new Reply.Unsettled<>("no answer in time", Upstream.NONE));
        assertInstanceOf(Outcome.Unknown.class, world.admit(FOUR).outcome());
        assertEquals(List.of(new Closing.NotKnown()), world.ledger.closings);
        assertEquals(Money.of("4"), new Money(world.ledger.book.total("team/vision/burnRate")));
    }

    @Test
    void what_RunPod_refused_is_released() {
        world.updateEnds = Optional.of(new Reply.Rejected<>(400, "no", Upstream.NONE));
        assertInstanceOf(Outcome.Rejected.class, world.admit(FOUR).outcome());
        assertEquals(Money.of("3"), new Money(world.ledger.book.total("team/vision/burnRate")));
    }

    @Test
    void a_key_that_was_used_is_answered_as_the_first_time() {
        world.key = Optional.of("k1");
        world.ledger.remembered =
                new Remembered.Ended(FOUR, "first", "rejected", Optional.of(400), "no", Optional.empty());
        assertEquals(
                new Outcome.Replayed("first", new Outcome.Rejected(400, "no")),
                world.admit(FOUR).outcome());
        assertInstanceOf(Outcome.KeyReused.class, world.admit(NINE).outcome());
        world.ledger.remembered =
                new Remembered.Ended(FOUR, "first", "unknown", Optional.empty(), "", Optional.empty());
        assertInstanceOf(
                Outcome.Unknown.class, ((Outcome.Replayed) world.admit(FOUR).outcome()).first());
        world.ledger.remembered = new Remembered.Running(FOUR);
        assertInstanceOf(Outcome.InProgress.class, world.admit(FOUR).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void a_precondition_is_held_against_what_RunPod_shows_now() {
        world.truth = World.config(5);
        world.precondition = Optional.of(new Precondition(Set.of("tag3"), false));
        assertEquals(new Outcome.PreconditionFailed("tag5"), world.admit(FOUR).outcome());
        world.truth = World.config(3);
        assertInstanceOf(Outcome.Applied.class, world.admit(FOUR).outcome());
        assertEquals(2, world.fetched);
    }

    @Test
    void what_has_to_be_counted_anew_is_listed_anew_and_once() {
        PolicySet[] inForce = {world.policy};
        Census census = new Census(
                world.ledger, world, () -> Optional.of(inForce[0]), world, world.lookout((now, fields) -> {}));
        for (int i = 0; i < 3; i++) {
            census.recount(Deadline.in(Duration.ofSeconds(5))).await().indefinitely();
        }
        assertEquals(1, world.listed);
        inForce[0] = new World("burnRate: 9.00").policy;
        census.recount(Deadline.in(Duration.ofSeconds(5))).await().indefinitely();
        assertEquals(2, world.listed);
        assertTrue(census.covers(inForce[0]));
        census.take(Deadline.in(Duration.ofSeconds(5))).await().indefinitely();
        String books = inForce[0].books();
        assertEquals(List.of(world.policy.books(), books, books), world.ledger.books);
    }

    @Test
    void what_may_still_land_is_held_though_it_has_its_result() {
        world.lingers = true;
        world.readBack = true;
        world.becomes = Optional.of(World.config(4));
        Decision decision = world.admit(FOUR);
        assertTrue(decision.warnings().getLast().contains("reading the endpoint back"));
        assertInstanceOf(Closing.MayLand.class, world.ledger.closings.getLast());
        assertTrue(world.ledger.closings.getLast().shown().isPresent());
        world.updateEnds = Optional.of(new Reply.Failed<>("nothing of it", Upstream.NONE));
        world.admit(TWO);
        assertEquals(new Closing.MayLand(Optional.empty()), world.ledger.closings.getLast());
        world.updateEnds = Optional.of(new Reply.Unsettled<>("no answer", Upstream.NONE));
        world.admit(TWO);
        assertEquals(new Closing.NotKnownOfSeveral(), world.ledger.closings.getLast());
    }

    @Test
    void what_has_its_result_is_not_looked_at_before_it_has_landed() {
        world.ledger.unsettled.add(new Unsettled(
                "earlier",
                World.ID,
                Optional.of("vision"),
                World.NOW,
                false,
                Aftermath.MAY_LAND,
                false,
                0,
                now -> true));
        Settler settler = new Settler(world.ledger, world, () -> Optional.of(world.policy), world, Timing.real());
        settler.settleAll().await().indefinitely();
        assertEquals(0, world.fetched);
        assertEquals(
                Optional.empty(),
                settler.settle("earlier", Deadline.in(Duration.ofSeconds(5)))
                        .await()
                        .indefinitely());
    }

    @Test
    void without_prices_nothing_is_counted_where_money_is_capped() {
        world.withoutCatalog();
        Census census = counting();
        assertFalse(census.covers(world.policy));
        assertEquals(List.of("mark", "list"), world.ledger.counting);
        assertTrue(census.begun(), "nobody has to wait for it");
    }

    @Test
    void growth_that_nobody_could_count_for_lack_of_a_ledger_is_told_so() {
        world.counted = false;
        world.ledger.away = Optional.of("the database is away");
        assertInstanceOf(Outcome.LedgerUnavailable.class, world.admit(FOUR).outcome());
        assertEquals(List.of(), world.sent);
    }

    @Test
    void a_count_that_the_ledger_did_not_take_does_not_count() {
        world.ledger.takesSeeds = false;
        assertFalse(counting().covers(world.policy));
    }

    private Census counting() {
        Census census = new Census(
                world.ledger, world, () -> Optional.of(world.policy), world, world.lookout((now, fields) -> {}));
        census.recount(Deadline.in(Duration.ofSeconds(5))).await().indefinitely();
        return census;
    }

    @Test
    void what_shrinks_without_prices_leaves_what_stood_for_it() {
        world.withoutCatalog();
        world.counted = false;
        world.truth = World.config(2);
        Decision decision = world.admit(TWO);
        assertInstanceOf(Outcome.Applied.class, decision.outcome());
        assertEquals(List.of(new Closing.NothingDone()), world.ledger.closings);
        assertFalse(decision.cost().orElseThrow().priced(), "nobody is told that it costs nothing");
    }

    @Test
    void who_cannot_tell_what_an_endpoint_takes_settles_nothing() {
        world.ledger.unsettled.add(new Unsettled(
                "earlier", World.ID, Optional.of("vision"), World.NOW, true, Aftermath.UNKNOWN, false, 0, now -> true));
        new Settler(world.ledger, world, Optional::empty, world, Timing.real())
                .settleAll()
                .await()
                .indefinitely();
        world.withoutCatalog();
        new Settler(world.ledger, world, () -> Optional.of(world.policy), world, Timing.real())
                .settleAll()
                .await()
                .indefinitely();
        assertEquals(List.of(), world.ledger.settled);
    }

    private Decision dryRunWithoutLedger(String body) {
        world.ledger.away = Optional.of("the database is away");
        return world.admit("demo", body, true);
    }

    @Test
    void a_dry_run_of_growth_is_told_what_the_update_would_be_while_the_ledger_is_away() {
        Decision decision = dryRunWithoutLedger(FOUR);
        assertEquals(new Outcome.LedgerUnavailable("the database is away"), decision.outcome());
        assertEquals(Optional.empty(), decision.cost().orElseThrow().teamTotal());
        assertEquals(Optional.empty(), decision.cost().orElseThrow().workersThatFit());
    }

    @Test
    void a_dry_run_of_shrinking_passes_while_the_ledger_is_away_and_says_so() {
        Decision decision = dryRunWithoutLedger(TWO);
        assertInstanceOf(Outcome.DryRun.class, decision.outcome());
        assertEquals(Optional.of("allow"), decision.verdict());
        assertEquals(
                List.of("The ledger cannot be reached; this only shrinks, so it would be sent and recorded later."),
                decision.warnings());
        assertEquals(Optional.empty(), decision.cost().orElseThrow().headroom());
    }

    @Test
    void a_dry_run_of_what_would_be_denied_anyway_is_told_that_the_budgets_have_not_been_asked() {
        Decision decision = dryRunWithoutLedger("{\"workers\":{\"max\":11}}");
        assertInstanceOf(Outcome.DryRun.class, decision.outcome());
        assertEquals(List.of("limits.workersMax"), rules(decision));
        assertEquals(
                List.of("The ledger cannot be reached: what else the budgets say against this is not known."),
                decision.warnings());
    }

    @Test
    void a_dry_run_of_nothing_new_needs_no_ledger() {
        Decision decision = dryRunWithoutLedger("{\"workers\":{\"max\":3}}");
        assertEquals(Optional.of("unchanged"), decision.verdict());
        assertEquals(List.of(), decision.warnings());
    }
}
