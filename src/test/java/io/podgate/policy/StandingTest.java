package io.podgate.policy;

import static io.podgate.policy.Asking.NOW;
import static io.podgate.policy.Asking.PRICED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What budgets have against what stands: three workers of a dollar an hour. */
class StandingTest {

    private static final Instant CHRISTMAS = Instant.parse("2026-12-24T00:00:00Z");

    private static List<String> overdrawn(String exception, Instant now) {
        PolicySet policy = Policies.policy("""
            account: {workers: 2}
            teams:
              - {name: vision, owns: [e1], budget: {burnRate: 2.00}, callers: [%s]}
              - {name: research, owns: [r1], budget: {burnRate: 2.00}}
            groups: [{name: all, endpoints: ["name:*"], budget: {workers: 1}}]
            exceptions: [%s]
            """.formatted(Asking.caller(""), exception));
        return new Standing(policy, PRICED, now)
                        .overdrawn(List.of(new Endpoint(
                                "e1", Optional.of(ComputeFamily.GPU), Optional.empty(), Optional.empty(), Asking.OCR)))
                        .stream()
                        .map(each -> each.line().rule() + " " + each.shownCap())
                        .toList();
    }

    private static String exception(String what) {
        return "{team: vision, " + what + ", until: " + CHRISTMAS + ", reason: Christmas, approvedBy: oncall}";
    }

    @Test
    void each_line_that_is_above_its_cap() {
        assertEquals(List.of("account.workers 2", "budget.burnRate $2.00", "group.all.workers 1"), overdrawn("", NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        rule: budget.burnRate => account.workers 2, group.all.workers 1
        rule: budget.burnRate, value: 3 => account.workers 2, group.all.workers 1
        rule: budget.burnRate, value: 2.50 => account.workers 2, budget.burnRate $2.50, group.all.workers 1
        rule: budget.burnRate, value: 1 => account.workers 2, budget.burnRate $2.00, group.all.workers 1
        rule: group.all.workers, value: 3 => account.workers 2, budget.burnRate $2.00
        rule: account.workers => budget.burnRate $2.00, group.all.workers 1
        """)
    void what_an_exception_has_let_grow_is_in_order_until_it_ends(String exception, String left) {
        assertEquals(List.of(left.split(", ")), overdrawn(exception(exception), NOW));
        assertEquals(overdrawn("", NOW), overdrawn(exception(exception), CHRISTMAS));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        rule: budget.workers => budget.month $10.00, group.all.month $11.00
        rule: budget.month => group.all.month $11.00
        rule: budget.month, value: 11.50 => budget.month $11.50, group.all.month $11.00
        rule: group.all.month, value: 20 => budget.month $10.00
        """)
    void each_month_that_is_spent_but_for_what_an_exception_grants(String exception, String spent) {
        PolicySet policy = Policies.policy("""
            teams:
              - {name: vision, owns: [e1], budget: {month: 10}, callers: [%s]}
              - {name: research, owns: [r1], budget: {month: 13}}
            groups: [{name: all, endpoints: ["name:*"], budget: {month: 11}}]
            exceptions: [%s]
            """.formatted(Asking.caller(""), exception(exception)));
        Money billed = Money.of("12");
        Spending spending =
                new Spending(Map.of("team/vision", billed, "team/research", billed, "group/all", billed), NOW);
        assertEquals(
                List.of(spent.split(", ")),
                new Standing(policy, PRICED, NOW)
                        .overspent(spending).stream()
                                .map(each -> each.rule() + " " + each.cap())
                                .toList());
    }

    @Test
    void a_total_is_shown_as_it_is_counted_whatever_it_was_added_up_from() {
        Standing standing = new Standing(Policies.policy("account: {workers: 20}"), PRICED, NOW);
        for (String total : List.of("3E+1", "30", "30.00")) {
            Violation violation = standing.overdrawn(Map.of("account/workers", new BigDecimal(total)))
                    .getFirst()
                    .violation();
            assertEquals(
                    "30 20",
                    violation.actual().orElseThrow() + " " + violation.limit().orElseThrow());
        }
    }

    @Test
    void an_exception_of_another_team_is_none() {
        assertEquals(
                overdrawn("", NOW),
                overdrawn(exception("rule: budget.burnRate").replace("team: vision", "team: research"), NOW));
    }
}
