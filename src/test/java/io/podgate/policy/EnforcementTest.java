package io.podgate.policy;

import static io.podgate.policy.Asking.OCR;
import static io.podgate.policy.Asking.PRICED;
import static io.podgate.policy.Asking.caller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How strictly what holds: its own word, and never stricter than its team's. */
class EnforcementTest {

    private static final EndpointConfig MORE = OCR.with(Field.WORKERS_MAX, 20);

    private static String policy(String team, String rest) {
        return """
            teams: [{name: vision, owns: [e1, "name:vision-*"], fields: [workersMax, gpuTypes], callers: [%s]%s}]
            %s
            """.formatted(caller(""), team, rest);
    }

    /** What it says, as {@code deny limits.workersMax}, the denials first. */
    private static List<String> said(Verdict verdict) {
        return Stream.concat(
                        verdict.violations().stream()
                                .map(violation -> "deny " + violation.rule().orElseThrow()),
                        said(verdict.leniency()).stream())
                .toList();
    }

    private static List<String> said(Leniency leniency) {
        return leniency.tolerated().stream()
                .map(each ->
                        each.enforcement().key() + " " + each.violation().rule().orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "deny, deny, deny", "deny, warn, warn", "deny, trial, trial",
        "warn, deny, warn", "warn, warn, warn", "warn, trial, trial",
        "trial, deny, trial", "trial, warn, trial", "trial, trial, trial"
    })
    void a_limit_holds_as_strictly_as_it_says_and_its_team_allows(String team, String own, String comesTo) {
        Asking asking = Asking.of(
                policy(", enforcement: %s, limits: {workersMax: {max: 10, enforcement: %s}}".formatted(team, own), ""));
        assertEquals(List.of(comesTo + " limits.workersMax"), said(asking.judge(OCR, MORE)));
    }

    @Test
    void limits_together_may_say_so_and_one_of_them_otherwise() {
        Asking asking = Asking.of(policy(
                ", limits: {enforcement: warn, workersMax: {max: 10}, gpuTypes: {allow: [NVIDIA L4], enforcement:"
                        + " deny}}",
                ""));
        assertEquals(
                List.of("deny limits.gpuTypes", "warn limits.workersMax"),
                said(asking.judge(
                        OCR, MORE.with(Field.GPU_TYPES, new GpuSelection.Types(List.of("NVIDIA H100 PCIe"))))));
    }

    @Test
    void defaults_and_overrides_are_merged_in_this_too() {
        String defaults = "defaults: {enforcement: trial, limits: {workersMax: {max: 10, enforcement: warn}}}";
        assertEquals(
                List.of("trial limits.workersMax"),
                said(Asking.of(policy("", defaults)).judge(OCR, MORE)));
        assertEquals(
                List.of("warn limits.workersMax"),
                said(Asking.of(policy(", enforcement: deny", defaults)).judge(OCR, MORE)));
        assertEquals(
                List.of("deny limits.workersMax"),
                said(Asking.of(policy(
                                ", enforcement: deny, overrides: [{endpoints: [e1], limits: {workersMax: {enforcement:"
                                        + " deny, max: 9}}}]",
                                defaults))
                        .judge(OCR, MORE)));
    }

    @Test
    void a_team_that_is_watched_may_change_what_it_may_not() {
        assertEquals(
                List.of("trial fields"),
                said(Asking.of(policy(", enforcement: trial", "")).judge(OCR, OCR.with(Field.IMAGE, "x"))));
    }

    @Test
    void ownership_is_never_weakened() {
        Asking asking =
                Asking.of("teams: [{name: vision, owns: [\"name:vision-*\"], fields: [name], enforcement: trial,"
                        + " callers: [" + caller("") + "]}]");
        assertEquals(List.of("deny ownership"), said(asking.judge(OCR, OCR.with(Field.NAME, "other"))));
    }

    @Test
    void a_group_is_not_weakened_by_a_team_but_by_itself() {
        String group = "groups: [{name: all, endpoints: [\"name:*\"], limits: {workersMax: {max: 4}}%s}]";
        assertEquals(
                List.of("deny limits.workersMax"),
                said(Asking.of(policy(", enforcement: trial", group.formatted("")))
                        .judge(OCR, MORE)));
        assertEquals(
                List.of("warn limits.workersMax"),
                said(Asking.of(policy("", group.formatted(", enforcement: warn")))
                        .judge(OCR, MORE)));
    }

    @ParameterizedTest
    @CsvSource({"deny, warn, warn", "warn, deny, warn", "trial, warn, trial"})
    void a_rule_stays_what_it_says_unless_the_team_is_weaker(String team, String own, String comesTo) {
        Asking asking = Asking.of(policy(
                ", enforcement: " + team, "rules: [{name: never, expression: \"false\", enforcement: " + own + "}]"));
        assertEquals(List.of(comesTo + " never"), said(asking.judge(OCR, MORE)));
    }

    private static Bill bill(String team, Catalog catalog) {
        return Asking.bill(Policies.policy(policy(team, "")), OCR, MORE, catalog);
    }

    @Test
    void only_lines_that_deny_have_to_be_reserved_for() {
        Bill bill = bill(", budget: {burnRate: 5.00, workers: {max: 6, enforcement: warn}, floor: 3.00}", PRICED);
        assertEquals(
                List.of("team/vision/burnRate"),
                bill.demands().stream().map(demand -> demand.line()).toList());
        Map<String, BigDecimal> totals =
                Map.of("team/vision/workers", new BigDecimal(3), "team/vision/burnRate", new BigDecimal(3));
        Leniency leniency = bill.leniency(Optional.of(totals), Optional.empty());
        assertEquals(List.of("warn budget.workers"), said(leniency));
        assertEquals(
                List.of("the workers of team vision would come to 20, above the cap of 6: this endpoint would take 20,"
                        + " the others take 0; workersMax 6 would pass"),
                leniency.warnings());
        assertEquals(Leniency.NONE, bill.leniency(Optional.empty(), Optional.empty()));
    }

    @Test
    void a_budget_may_say_so_as_a_whole_and_one_line_otherwise() {
        Bill bill = bill(
                ", budget: {enforcement: trial, workers: 6, burnRate: {max: 5.00, enforcement: deny},"
                        + " gpus: {\"NVIDIA L*\": 4}}",
                PRICED);
        assertEquals(
                List.of("team/vision/burnRate"),
                bill.demands().stream().map(demand -> demand.line()).toList());
        assertEquals(
                List.of("trial budget.workers", "trial budget.gpus"),
                said(bill.leniency(Optional.of(Map.of()), Optional.empty())));
    }

    @Test
    void an_unknown_price_is_as_strict_as_the_strictest_line_of_money() {
        Catalog unpriced = new Catalog(List.of(Asking.gpu("NVIDIA L4", "AMPERE_24")), List.of());
        Bill lenient = bill(", enforcement: warn, budget: {burnRate: 5.00}", unpriced);
        assertEquals(List.of(), lenient.unpriced());
        assertTrue(!lenient.needsPrices());
        assertEquals(List.of("warn unknown.price"), said(lenient.leniency(Optional.of(Map.of()), Optional.empty())));
        Bill strict = bill(", budget: {burnRate: {max: 5.00, enforcement: warn}, floor: 1.00}", unpriced);
        assertEquals(1, strict.unpriced().size());
        assertTrue(strict.needsPrices());
    }

    @Test
    void a_month_may_be_watched_too() {
        Bill bill = bill(", budget: {month: {max: 100.00, enforcement: trial}}", PRICED);
        Spending spent = new Spending(Map.of("team/vision", Money.of("120")), Asking.NOW);
        assertEquals(List.of(), bill.overspent(spent));
        assertTrue(!bill.needsSpending());
        assertEquals(List.of("trial budget.month"), said(bill.leniency(Optional.empty(), Optional.of(spent))));
    }

    @Test
    void the_revision_knows_how_strict_a_policy_is() {
        String plain = revision("budget: {workers: 5}, limits: {workersMax: {max: 5}}");
        for (String other : List.of(
                "budget: {workers: {max: 5, enforcement: warn}}, limits: {workersMax: {max: 5}}",
                "budget: {workers: 5}, limits: {workersMax: {max: 5, enforcement: trial}}",
                "budget: {workers: 5}, limits: {workersMax: {max: 5}}, enforcement: warn")) {
            assertNotEquals(plain, revision(other));
        }
        assertEquals(
                plain,
                revision("budget: {workers: {max: 5}}, limits: {workersMax: {max: 5, enforcement: deny}}, enforcement:"
                        + " deny"));
    }

    private static String revision(String team) {
        return Policies.policy("teams: [{name: vision, " + team + "}]").revision();
    }
}
