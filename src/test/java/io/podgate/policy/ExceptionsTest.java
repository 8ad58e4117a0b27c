package io.podgate.policy;

import static io.podgate.policy.Asking.OCR;
import static io.podgate.policy.Asking.PRICED;
import static io.podgate.policy.Asking.caller;
import static io.podgate.policy.Policies.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not hold for a while. It is nine o'clock on 23 November 2026. */
class ExceptionsTest {

    private static final String MORE = "until: 2026-12-24T00:00:00Z, reason: Christmas, approvedBy: oncall";

    private static String policy(String exceptions) {
        return """
            account: {workers: 100}
            teams:
              - name: vision
                owns: [e1, "name:vision-*"]
                fields: [workersMax, gpuTypes, name]
                limits: {workersMax: {min: 1, max: 10}}
                budget: {burnRate: 15.00, month: 100.00}
                callers: [%s]
              - {name: research}
            groups: [{name: staging, endpoints: ["name:*-staging"], limits: {workersMax: {max: 2}}, budget: {workers: 4}}]
            rules: [{name: never-thirteen, expression: "after.workersMax != 13"}]
            exceptions: [%s]
            """.formatted(caller(""), exceptions);
    }

    private static Verdict asking(String exception, int workers) {
        return Asking.of(policy(exception)).judge(OCR, OCR.with(Field.WORKERS_MAX, workers));
    }

    private static List<String> details(Verdict verdict) {
        return verdict.violations().stream().map(Violation::detail).toList();
    }

    private static List<String> named(Leniency leniency) {
        return leniency.exemptions().stream().map(Exemption::rule).toList();
    }

    @Test
    void another_value_holds_until_then_and_is_named() {
        String exception = "{team: vision, rule: limits.workersMax, endpoints: [e1], value: {max: 20}, " + MORE + "}";
        Verdict fits = asking(exception, 20);
        assertEquals(List.of(), details(fits));
        assertEquals(
                List.of(Map.of(
                        "team", "vision",
                        "rule", "limits.workersMax",
                        "endpoints", List.of("e1"),
                        "value", Map.of("max", 20),
                        "until", "2026-12-24T00:00:00Z",
                        "reason", "Christmas",
                        "approvedBy", "oncall")),
                fits.leniency().exemptions().stream().map(Exemption::plain).toList());
        Verdict above = asking(exception, 21);
        assertEquals(List.of("workersMax 21 is above the limit of 20 for team vision"), details(above));
        assertEquals(List.of("limits.workersMax"), named(above.leniency()));
        assertEquals(Verdict.ALLOWED, asking(exception, 10));
    }

    @Test
    void what_it_does_not_say_stays() {
        Verdict verdict = asking("{team: vision, rule: limits.workersMax, value: {max: 20}, " + MORE + "}", 0);
        assertEquals(List.of("workersMax 0 is below the minimum of 1 for team vision"), details(verdict));
    }

    @Test
    void without_a_value_nothing_is_left_of_the_rule() {
        assertEquals(List.of(), details(asking("{team: vision, rule: limits.workersMax, " + MORE + "}", 1000)));
        Verdict thirteen = asking(
                "{team: vision, rule: never-thirteen, " + MORE + "}, {team: vision, rule: limits.workersMax, " + MORE
                        + "}",
                13);
        assertEquals(List.of(), details(thirteen));
        assertEquals(List.of("limits.workersMax", "never-thirteen"), named(thirteen.leniency()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        team: vision, until: 2026-11-23T09:00:01Z;                                     allowed
        team: vision, until: 2026-11-23T09:00:00Z;                                     denied
        team: vision, until: 2026-11-23T10:00:01+01:00;                                allowed
        team: vision, until: 2020-01-01T00:00:00Z;                                     denied
        team: research, until: 2026-12-24T00:00:00Z;                                   denied
        team: vision, until: 2026-12-24T00:00:00Z, endpoints: [e2];                    denied
        team: vision, until: 2026-12-24T00:00:00Z, endpoints: ['name:vision-ocr'];     allowed
        team: vision, until: 2026-12-24T00:00:00Z, endpoints: ['name:vision-train-*']; denied
        """)
    void it_is_for_a_team_some_endpoints_and_a_while(String exception, String verdict) {
        boolean allowed = asking("{rule: limits.workersMax, reason: r, approvedBy: a, " + exception + "}", 20)
                .allowed();
        assertEquals(verdict.equals("allowed"), allowed);
    }

    @Test
    void a_rename_has_to_be_covered_under_both_names() {
        Asking asking = Asking.of(
                policy("{team: vision, rule: limits.workersMax, endpoints: [\"name:vision-ocr\"], " + MORE + "}"));
        assertEquals(
                List.of("workersMax 20 is above the limit of 10 for team vision"),
                details(asking.judge(OCR, OCR.with(Field.NAME, "vision-x").with(Field.WORKERS_MAX, 20))));
    }

    @Test
    void it_covers_what_groups_say_of_the_same_field() {
        EndpointConfig staging = OCR.with(Field.NAME, "vision-staging").with(Field.WORKERS_MAX, 1);
        assertEquals(
                List.of(),
                details(Asking.of(policy("{team: vision, rule: limits.workersMax, value: {max: 20}, " + MORE + "}"))
                        .judge(staging, staging.with(Field.WORKERS_MAX, 12))));
    }

    private static Bill bill(EndpointConfig before, int workers, String exceptions) {
        EndpointConfig after = before.with(Field.WORKERS_MAX, workers);
        return Asking.bill(Policies.policy(policy(exceptions)), before, after, PRICED);
    }

    private static List<String> caps(Bill bill) {
        return bill.demands().stream()
                .map(demand -> demand.line() + " " + demand.cap())
                .toList();
    }

    @Test
    void a_budget_line_has_another_cap_or_none() {
        assertEquals(
                List.of("account/workers 100", "team/vision/burnRate 15.00"),
                caps(bill(OCR, 20, "{team: research, rule: budget.burnRate, " + MORE + "}")));
        assertEquals(
                List.of("account/workers 100", "team/vision/burnRate 60.50"),
                caps(bill(OCR, 20, "{team: vision, rule: budget.burnRate, value: 60.50, " + MORE + "}")));
        assertEquals(
                List.of("team/vision/burnRate 15.00"),
                caps(bill(OCR, 20, "{team: vision, rule: account.workers, " + MORE + "}")));
        EndpointConfig staging = OCR.with(Field.NAME, "vision-staging");
        assertEquals(
                List.of("account/workers 100", "team/vision/burnRate 15.00", "group/staging/workers 6"),
                caps(bill(staging, 20, "{team: vision, rule: group.staging.workers, value: 6, " + MORE + "}")));
    }

    @Test
    void a_budgets_exception_is_named_where_it_mattered() {
        Bill bill = bill(OCR, 12, "{team: vision, rule: budget.burnRate, value: 60, " + MORE + "}");
        Optional<Spending> spent = Optional.empty();
        assertEquals(
                List.of(), named(bill.leniency(Optional.of(Map.of("team/vision/burnRate", new BigDecimal(3))), spent)));
        assertEquals(
                List.of("budget.burnRate"),
                named(bill.leniency(Optional.of(Map.of("team/vision/burnRate", new BigDecimal(8))), spent)));
        assertEquals(List.of("budget.burnRate"), named(bill.leniency(Optional.empty(), spent)));
    }

    @Test
    void a_spent_month_may_be_excepted() {
        Spending spent = new Spending(Map.of("team/vision", Money.of("120")), Asking.NOW);
        assertEquals(1, bill(OCR, 4, "").overspent(spent).size());
        for (String value : List.of("value: 200, ", "")) {
            Bill bill = bill(OCR, 4, "{team: vision, rule: budget.month, " + value + MORE + "}");
            assertEquals(List.of(), bill.overspent(spent));
            assertEquals(List.of("budget.month"), named(bill.leniency(Optional.empty(), Optional.of(spent))));
        }
        assertEquals(
                1,
                bill(OCR, 4, "{team: vision, rule: budget.month, value: 110, " + MORE + "}")
                        .overspent(spent)
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {team: a, rule: limits.image, until: 2027-01-01T00:00:00Z, reason: r} => 3:14: approvedBy is missing
        {team: a, rule: limits.image, until: tomorrow, reason: r, approvedBy: b} => 3:51: expected a time such as 2026-12-24T00:00:00Z but found the text "tomorrow"
        {team: a, rule: limits.image, until: 2027-01-01, reason: r, approvedBy: b} => 3:51: expected a time such as 2026-12-24T00:00:00Z but found "2027-01-01"
        {team: b, rule: limits.image, until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:14: this exception is for the team "b", which is not declared, did you mean "a"?
        {team: a, rule: limits.imag, until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:14: there is no limit, budget line or rule "limits.imag"; exceptions are from limits.<field>, budget.<line>, group.<name>.<line>, account.<line> and rules by their names
        {team: a, rule: the-rule, value: 5, until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:14: a rule is lifted as a whole, so its exception has no value
        {team: a, rule: limits.workersMax, value: 5, until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:56: expected keys with values but found "5"
        {team: a, rule: budget.workers, value: 5.5, until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:53: expected a whole number, 0 or more, but found "5.5"
        {team: a, rule: limits.image, endpoints: [], until: 2027-01-01T00:00:00Z, reason: r, approvedBy: b} => 3:14: this names no endpoints; leave endpoints out for all of the team's
        """)
    void mistakes(String exception, String error) {
        assertEquals(
                List.of("a.yaml:" + error),
                errors("exceptions: [" + exception
                        + "]\nteams: [{name: a}]\nrules: [{name: the-rule, expression: \"true\"}]"));
    }

    /** A name that ends like a budget line's is still a rule's. */
    @Test
    void a_rule_is_lifted_as_a_whole_whatever_it_is_called() {
        assertEquals(
                List.of("a.yaml:3:14: a rule is lifted as a whole, so its exception has no value"),
                errors("exceptions: [{team: a, rule: night.workers, value: 5, " + MORE
                        + "}]\nteams: [{name: a}]\nrules: [{name: night.workers, expression: \"true\"}]"));
    }

    @Test
    void the_revision_is_also_the_exceptions() {
        String without = Policies.policy(policy("")).revision();
        String with = Policies.policy(policy("{team: vision, rule: never-thirteen, " + MORE + "}"))
                .revision();
        assertNotEquals(without, with);
        assertNotEquals(
                with,
                Policies.policy(policy("{team: vision, rule: never-thirteen, endpoints: [e1], " + MORE + "}"))
                        .revision());
    }
}
