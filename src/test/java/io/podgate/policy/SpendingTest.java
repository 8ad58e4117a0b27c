package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpendingTest {

    private static final PolicySet POLICY = Policies.policy("""
            teams:
              - {name: vision, owns: [e1, both, "name:vision-*"]}
              - {name: research, owns: [both, "name:research-*"]}
            groups:
              - {name: staging, endpoints: ["name:*-staging", e1]}
              - {name: all, endpoints: ["name:*"]}
            """);

    @Test
    void money_spent_is_the_owners_and_every_groups_that_the_last_known_name_was_in() {
        Map<String, LastKnown> names = Map.of(
                "e2", new LastKnown("vision-staging", Optional.empty()),
                "gone", new LastKnown("research-old", Optional.empty()),
                "both", new LastKnown("vision-x", Optional.empty()));
        Spending spending = Attribution.of(
                POLICY,
                Map.of(
                        "e1", Money.of("1"),
                        "e2", Money.of("10"),
                        "gone", Money.of("100"),
                        "both", Money.of("1000"),
                        "never-seen", Money.of("10000")),
                id -> names.getOrDefault(id, LastKnown.NOTHING),
                Instant.EPOCH);
        assertEquals(Money.of("11"), spending.of("team/vision"));
        assertEquals(Money.of("100"), spending.of("team/research"));
        assertEquals(Money.of("11"), spending.of("group/staging"));
        assertEquals(Money.of("11111"), spending.of("group/all"));
        assertEquals(Money.of("11111"), spending.of("account"));
        assertEquals(Money.ZERO, spending.of("team/nobody"));
    }

    @Test
    void what_is_gone_stays_whose_it_was_though_its_name_is_another_teams_or_nobodys_by_now() {
        Map<String, LastKnown> known = Map.of(
                "a", new LastKnown("research-a", Optional.of("vision")),
                "b", new LastKnown("elsewhere", Optional.of("vision")),
                "c", new LastKnown("research-c", Optional.of("dissolved")));
        Spending spending = Attribution.of(
                POLICY,
                Map.of("a", Money.of("1"), "b", Money.of("10"), "c", Money.of("100")),
                id -> known.getOrDefault(id, LastKnown.NOTHING),
                Instant.EPOCH);
        assertEquals(Money.of("11"), spending.of("team/vision"));
        assertEquals(Money.of("100"), spending.of("team/research"));
    }
}
