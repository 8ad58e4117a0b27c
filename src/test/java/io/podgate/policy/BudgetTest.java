package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static Budget of(String defaults, String team) {
        return Policies.policy("defaults: {" + defaults + "}\nteams: [{name: a, " + team + "}]")
                .team("a")
                .orElseThrow()
                .budget();
    }

    @Test
    void every_line_is_exact() {
        assertEquals(
                Map.of(
                        "burnRate", new BigDecimal("25.00"),
                        "floor", new BigDecimal("5"),
                        "workers", 12,
                        "month", new BigDecimal("4000.5"),
                        "gpus", Map.of("NVIDIA H100*", 4),
                        "warnAt", new BigDecimal("0.8")),
                of(
                                "",
                                "budget: {burnRate: 25.00, floor: 5, workers: 12, month: 4000.5, gpus: {NVIDIA H100*: 4},"
                                        + " warnAt: 0.8}")
                        .plain());
    }

    @Test
    void the_teams_own_key_wins_down_to_the_single_card() {
        assertEquals(
                Map.of("burnRate", BigDecimal.ONE, "workers", 9, "gpus", Map.of("A*", 1, "B*", 3, "C*", 4)),
                of(
                                "budget: {burnRate: 5, workers: 9, gpus: {A*: 1, B*: 2}}",
                                "budget: {burnRate: 1, gpus: {B*: 3, C*: 4}}")
                        .plain());
        assertEquals(Map.of("workers", 9), of("budget: {workers: 9}", "").plain());
        assertEquals(Map.of(), of("", "").plain());
    }

    @Test
    void a_cap_of_nothing_is_a_cap() {
        assertEquals(
                List.of("Optional[0]", "Optional.empty", "Optional.empty"),
                of("", "budget: {burnRate: 0}").lines("team/a", "budget").stream()
                        .map(line -> line.cap().toString())
                        .toList());
    }
}
