package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Money;
import io.podgate.budget.Shortage;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.CpuType;
import io.podgate.endpoint.Catalog.GpuType;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection.Types;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A card L costs $1.00 an hour, H $4.00; nobody knows what a card N costs. */
class BillTest {

    private static final Catalog CATALOG = new Catalog(
            List.of(
                    new GpuType("L", Optional.empty(), Optional.of(BigDecimal.ONE)),
                    new GpuType("H", Optional.empty(), Optional.of(BigDecimal.valueOf(4))),
                    new GpuType("N", Optional.empty(), Optional.empty())),
            List.of(new CpuType("c", 2, 16, Optional.of(new BigDecimal("0.05")))));

    private static final PolicySet POLICY = Policies.policy("""
            account: {workers: 30, burnRate: 80.00}
            teams:
              - name: vision
                owns: ["name:vision-*"]
                budget: {burnRate: 25.00, floor: 5.00, workers: 12, month: 4000.00, gpus: {"H*": 4}, warnAt: 0.8}
              - {name: open, owns: ["name:open-*"]}
            groups:
              - {name: staging, endpoints: ["name:*-staging"], budget: {burnRate: 10.00, month: 100}}
            """);

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static EndpointConfig endpoint(String name, String card, int max) {
        return EndpointConfig.builder()
                .set(Field.NAME, name)
                .set(Field.GPU_TYPES, new Types(List.of(card)))
                .set(Field.GPU_COUNT, 1)
                .set(Field.WORKERS_MIN, 0)
                .set(Field.WORKERS_MAX, max)
                .build();
    }

    private static Bill bill(EndpointConfig before, EndpointConfig after) {
        return Asking.bill(POLICY, before, after, CATALOG);
    }

    private static Bill scaled(String name, String card, int from, int to) {
        return bill(endpoint(name, card, from), endpoint(name, card, to));
    }

    private static List<String> lines(Bill bill) {
        return bill.demands().stream().map(Demand::line).toList();
    }

    /** What the bill says of a shortage that comes about because others take so much of the line. */
    private static Violation violation(Bill bill, String line, int others) {
        Book book = new Book();
        book.seed("other", Claim.of(Map.of(line, BigDecimal.valueOf(others))));
        book.seed("e1", bill.claimBefore());
        List<Shortage> shortages = book.probe("e1", bill.claimBefore(), bill.claimAfter(), bill.demands());
        return bill.violations(shortages).stream()
                .filter(violation -> POLICY.lines("e1", "vision-a-staging").stream()
                        .anyMatch(each ->
                                each.key().equals(line) && violation.rule().equals(Optional.of(each.rule()))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void growth_is_demanded_of_every_capped_line_that_it_grows_on() {
        assertEquals(
                List.of("account/burnRate", "account/workers", "team/vision/burnRate", "team/vision/workers"),
                lines(scaled("vision-a", "L", 3, 5)));
        assertEquals(List.of("account/burnRate", "account/workers"), lines(scaled("open-a", "L", 3, 5)));
        assertEquals(List.of("account/burnRate", "account/workers"), lines(scaled("nobody", "L", 3, 5)));
        assertEquals(
                List.of(
                        "account/burnRate",
                        "account/workers",
                        "team/vision/burnRate",
                        "team/vision/workers",
                        "team/vision/gpus/H*",
                        "group/staging/burnRate"),
                lines(scaled("vision-staging", "H", 0, 1)));
    }

    @Test
    void shrinking_demands_nothing() {
        Bill bill = scaled("vision-a", "H", 20, 19);
        assertEquals(List.of(), bill.demands());
        assertEquals(List.of(), bill.unpriced());
        assertFalse(bill.needsSpending());
        assertEquals(Money.of("80"), bill.before().burnRate());
        assertEquals(Money.of("76"), bill.after().burnRate());
    }

    @Test
    void a_dearer_card_grows_in_money_but_not_in_workers() {
        assertEquals(
                List.of("account/burnRate", "team/vision/burnRate", "team/vision/gpus/H*"),
                lines(bill(endpoint("vision-a", "L", 3), endpoint("vision-a", "H", 3))));
        assertEquals(List.of(), lines(bill(endpoint("vision-a", "H", 3), endpoint("vision-a", "L", 3))));
    }

    @Test
    void a_name_that_brings_the_endpoint_into_a_group_grows_on_the_group() {
        Bill entering = bill(endpoint("vision-a", "L", 3), endpoint("vision-a-staging", "L", 3));
        assertEquals(List.of("group/staging/burnRate"), lines(entering));
        assertEquals("/name", violation(entering, "group/staging/burnRate", 8).pointer());
        assertEquals(List.of(), lines(bill(endpoint("vision-a-staging", "L", 3), endpoint("vision-a", "L", 3))));
    }

    @Test
    void a_denial_has_all_numbers_and_says_how_many_workers_would_pass() {
        Violation violation = violation(scaled("vision-a", "L", 3, 10), "team/vision/burnRate", 18);
        assertEquals(
                "the burn rate of team vision would come to $28.00 an hour, above the cap of $25.00 an hour: this"
                        + " endpoint would take $10.00 an hour, the others take $18.00 an hour; workersMax 7 would pass",
                violation.detail());
        assertEquals(Optional.of("budget.burnRate"), violation.rule());
        assertEquals("/workersMax", violation.pointer());
        assertEquals(Optional.of(BigDecimal.valueOf(25)), violation.limit());
        assertEquals(Optional.of(BigDecimal.valueOf(28)), violation.actual());
        assertEquals(Optional.of(7L), violation.passes());
    }

    @Test
    void each_kind_of_line_has_its_own_words() {
        assertEquals(
                "the workers of team vision would come to 13, above the cap of 12: this endpoint would take 4, the"
                        + " others take 9; workersMax 3 would pass",
                violation(scaled("vision-a", "L", 3, 4), "team/vision/workers", 9)
                        .detail());
        assertEquals(
                "the GPUs (H*) of team vision would come to 5, above the cap of 4: this endpoint would take 2, the"
                        + " others take 3; workersMax 1 would pass",
                violation(scaled("vision-a", "H", 0, 2), "team/vision/gpus/H*", 3)
                        .detail());
        assertEquals(
                "the workers of the account would come to 31, above the cap of 30: this endpoint would take 4, the"
                        + " others take 27; workersMax 3 would pass",
                violation(scaled("vision-a", "L", 3, 4), "account/workers", 27).detail());
        assertEquals(
                "the burn rate of group staging would come to $12.00 an hour, above the cap of $10.00 an hour: this"
                        + " endpoint would take $4.00 an hour, the others take $8.00 an hour; workersMax 2 would pass",
                violation(scaled("vision-a-staging", "L", 1, 4), "group/staging/burnRate", 8)
                        .detail());
    }

    @Test
    void the_floor_is_about_workers_that_always_run() {
        EndpointConfig before = endpoint("vision-a", "L", 5);
        Bill bill = bill(before, before.with(Field.WORKERS_MIN, 3));
        assertEquals(List.of("team/vision/floor"), lines(bill));
        Violation violation = violation(bill, "team/vision/floor", 4);
        assertEquals("/workersMin", violation.pointer());
        assertEquals(Optional.of(1L), violation.passes());
        assertEquals(
                "the floor of team vision would come to $7.00 an hour, above the cap of $5.00 an hour: this endpoint"
                        + " would take $3.00 an hour, the others take $4.00 an hour; workersMin 1 would pass",
                violation.detail());
    }

    @Test
    void what_stands_passes_even_where_the_team_is_over_its_budget_already() {
        assertEquals(
                Optional.of(3L),
                violation(scaled("vision-a", "L", 3, 4), "team/vision/burnRate", 40)
                        .passes());
        assertEquals(
                Optional.of(0L),
                violation(scaled("vision-a", "L", 0, 4), "team/vision/burnRate", 40)
                        .passes());
    }

    @Test
    void where_nobody_says_what_grows_the_pointer_is_empty() {
        EndpointConfig before = endpoint("vision-a", "L", 3);
        Bill bill = Bill.of(
                POLICY,
                Proposal.of(
                        "e1",
                        before,
                        before.with(Field.WORKERS_MAX, 4),
                        Set.of(),
                        CATALOG,
                        Asking.NOW,
                        field -> Optional.empty()));
        assertEquals("", violation(bill, "team/vision/workers", 9).pointer());
    }

    @Test
    void what_stands_is_priced_by_what_is_known_of_it_though_runpod_does_not_show_all_of_that() {
        EndpointConfig before = endpoint("vision-a", "L", 3);
        EndpointConfig shown = before.toBuilder().forget(Field.WORKERS_MAX).build();
        Proposal proposal =
                Proposal.of("e1", before, shown, before, Set.of(), CATALOG, Asking.NOW, field -> Optional.empty());
        Bill bill = Bill.of(POLICY, proposal);
        assertEquals(
                List.of(Field.WORKERS_MAX),
                proposal.changes().stream().map(Change::field).toList());
        assertEquals(bill(before, before).before(), bill.before());
        assertEquals(List.of(), lines(bill));
    }

    @Test
    void growth_of_cards_without_a_price_is_denied_where_money_is_capped() {
        Violation violation = scaled("vision-a", "N", 3, 4).unpriced().getFirst();
        assertEquals(Optional.of("unknown.price"), violation.rule());
        assertEquals(
                "no price is known of N, so that growth cannot be held against the burn rate of the account; the"
                        + " platform team can state one in the policy's prices",
                violation.detail());
        assertEquals("/workersMax", violation.pointer());
        assertEquals(Optional.of(List.of("N")), violation.actual());
        assertEquals(
                "/gpuTypes",
                bill(endpoint("vision-a", "L", 3), endpoint("vision-a", "N", 3))
                        .unpriced()
                        .getFirst()
                        .pointer());
    }

    @Test
    void growth_of_sizes_that_are_not_shown_is_denied_and_no_price_would_help() {
        EndpointConfig before = EndpointConfig.builder()
                .set(Field.NAME, "vision-a")
                .set(Field.CPU_FLAVORS, List.of("c"))
                .set(Field.WORKERS_MAX, 3)
                .build();
        Bill bill = bill(before, before.with(Field.WORKERS_MAX, 4));
        assertEquals(Money.of("2.40"), bill.before().burnRate());
        assertEquals(
                "no price is known of the vCPUs of c, which RunPod does not show, so that growth cannot be held against"
                        + " the burn rate of the account",
                bill.unpriced().getFirst().detail());
        assertEquals(List.of(), bill(before, before.with(Field.WORKERS_MAX, 2)).unpriced());
    }

    @Test
    void what_stands_at_a_guess_is_no_leave_to_grow_up_to_it() {
        Bill cheaper = bill(endpoint("vision-a", "N", 3), endpoint("vision-a", "L", 10));
        assertEquals(Money.of("12"), cheaper.before().burnRate());
        assertEquals(Money.of("10"), cheaper.after().burnRate());
        assertTrue(lines(cheaper).contains("team/vision/burnRate"), "nobody knows whether it is cheaper");
        Map<String, BigDecimal> full = Map.of("team/vision/burnRate", BigDecimal.valueOf(12 + 20));
        assertEquals(Optional.of(0L), cheaper.workersThatFit(full, Optional.empty()));
        Map<String, BigDecimal> alone = Map.of("team/vision/burnRate", BigDecimal.valueOf(12));
        assertEquals(Optional.of(12L), cheaper.workersThatFit(alone, Optional.empty()));
        assertEquals(List.of(), lines(scaled("vision-a", "N", 3, 2)));
    }

    @Test
    void an_unknown_price_is_no_reason_against_what_does_not_grow() {
        assertEquals(List.of(), scaled("vision-a", "N", 4, 3).unpriced());
        assertEquals(List.of(), scaled("vision-a", "N", 4, 0).unpriced());
        EndpointConfig before = endpoint("vision-a", "N", 3);
        assertEquals(List.of(), bill(before, before.with(Field.IMAGE, "x")).unpriced());
        assertEquals(
                1,
                bill(before, before.with(Field.NAME, "vision-a-staging"))
                        .unpriced()
                        .size());
    }

    @Test
    void an_unknown_price_is_no_reason_where_no_money_is_capped() {
        EndpointConfig before = endpoint("open-a", "N", 3);
        Bill bill = Bill.of(
                Policies.policy("teams: [{name: open, owns: [\"name:open-*\"], budget: {workers: 5}}]"),
                Proposal.of(
                        "e1",
                        before,
                        before.with(Field.WORKERS_MAX, 4),
                        Set.of(),
                        CATALOG,
                        Asking.NOW,
                        f -> Optional.empty()));
        assertEquals(List.of(), bill.unpriced());
        assertEquals(List.of("team/open/workers"), lines(bill));
    }

    @Test
    void the_tightest_line_says_how_many_workers_fit() {
        Bill bill = scaled("vision-a", "L", 3, 5);
        assertEquals(Optional.of(12L), bill.workersThatFit(Map.of(), Optional.empty()));
        assertEquals(
                Optional.of(8L),
                bill.workersThatFit(
                        Map.of(
                                "team/vision/burnRate", BigDecimal.valueOf(20),
                                "team/vision/workers", BigDecimal.valueOf(5),
                                "account/workers", BigDecimal.valueOf(20)),
                        Optional.empty()));
        assertEquals(
                Optional.of(4L),
                scaled("vision-a", "H", 0, 5)
                        .workersThatFit(Map.of("team/vision/burnRate", BigDecimal.valueOf(5)), Optional.empty()));
        assertEquals(Optional.of(3L), scaled("vision-a", "N", 3, 5).workersThatFit(Map.of(), Optional.empty()));
        assertEquals(
                Optional.of(0L),
                bill(endpoint("vision-a", "L", 3), endpoint("vision-a", "N", 3))
                        .workersThatFit(Map.of(), Optional.empty()));
    }

    @Test
    void the_lines_that_are_asked_for_are_the_capped_ones_and_the_teams_burn_rate() {
        assertEquals(
                Set.of("account/burnRate", "account/workers", "team/open/burnRate"),
                scaled("open-a", "L", 1, 2).lineKeys());
        assertEquals(
                Optional.of("team/vision/burnRate"),
                scaled("vision-a", "L", 1, 2).teamBurnRate().map(line -> line.key()));
        assertEquals(Optional.empty(), scaled("nobody", "L", 1, 2).teamBurnRate());
    }

    @Test
    void coming_near_a_cap_is_warned_of_where_the_update_brings_it_there() {
        Map<String, BigDecimal> totals = Map.of("team/vision/burnRate", BigDecimal.valueOf(19));
        assertEquals(
                List.of(new Warning(
                        "budget.burnRate",
                        "the cap on the burn rate of team vision is reached to 84 %: $21.00 of $25.00 an hour")),
                scaled("vision-a", "L", 3, 5).warnings(totals));
        assertEquals(List.of(), scaled("vision-a", "L", 3, 3).warnings(totals));
        assertEquals(List.of(), scaled("vision-a", "L", 5, 3).warnings(totals));
        assertEquals(
                List.of(new Warning(
                        "budget.workers", "the cap on the workers of team vision is reached to 83 %: 10 of 12")),
                scaled("vision-a", "L", 3, 10).warnings(totals));
    }

    @Test
    void growth_ends_once_the_month_is_spent() {
        Spending spent = new Spending(Map.of("team/vision", Money.of("4000.5")), NOW);
        Bill bill = scaled("vision-a", "L", 3, 4);
        assertTrue(bill.needsSpending());
        Violation violation = bill.overspent(spent).getFirst();
        assertEquals(Optional.of("budget.month"), violation.rule());
        assertEquals(
                "team vision has spent $4000.50 of $4000.00 this month, so that nothing may grow before the month is"
                        + " over",
                violation.detail());
        assertEquals(Optional.of(new BigDecimal("4000.5")), violation.actual());
        assertEquals(Optional.of(3L), violation.passes());
        assertEquals(Optional.of(3L), bill.workersThatFit(Map.of(), Optional.of(spent)));
        assertEquals(List.of(), bill.overspent(new Spending(Map.of("team/vision", Money.of("3999.99")), NOW)));
        assertEquals(List.of(), scaled("vision-a", "L", 4, 3).overspent(spent));
        assertFalse(scaled("open-a", "L", 3, 4).needsSpending());
    }

    @Test
    void a_name_that_brings_the_endpoint_into_an_overspent_group_is_growth() {
        Spending spent = new Spending(Map.of("group/staging", Money.of("100")), NOW);
        Bill entering = bill(endpoint("vision-a", "L", 3), endpoint("vision-a-staging", "L", 3));
        assertEquals(
                List.of("group.staging.month"),
                entering.overspent(spent).stream()
                        .map(violation -> violation.rule().orElseThrow())
                        .toList());
        assertFalse(bill(endpoint("vision-a-staging", "L", 3), endpoint("vision-a", "L", 3))
                .needsSpending());
    }

    @Test
    void a_month_that_is_nearly_spent_is_warned_of() {
        Spending spent = new Spending(Map.of("team/vision", Money.of("3200")), NOW);
        assertEquals(
                List.of(new Warning("budget.month", "team vision has spent $3200.00 of $4000.00 this month, 80 %")),
                scaled("vision-a", "L", 3, 4).warnings(spent));
        assertEquals(List.of(), scaled("vision-a", "L", 4, 3).warnings(spent));
    }
}
