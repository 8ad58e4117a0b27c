package io.podgate.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.budget.Money;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.Attribution;
import io.podgate.policy.LastKnown;
import io.podgate.policy.Patience;
import io.podgate.policy.PolicyCheck;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Standing;
import io.podgate.policy.TokenDigest;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two policies side by side, over a fleet of two endpoints. The dearest card of the pool costs $0.684 an hour. */
class ComparisonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final String FLEET = """
        {"endpoints": [
          {"id": "ocr0000001", "name": "vision-ocr", "gpu": {"pools": ["AMPERE_24"], "count": 1},
           "workers": {"min": 0, "max": 8, "idleTimeout": 5}, "dataCenterIds": ["EU-RO-1"]},
          {"id": "llm0000001", "name": "research-llm", "gpu": {"pools": ["AMPERE_24"], "count": 1},
           "workers": {"min": 1, "max": 2, "idleTimeout": 60}, "dataCenterIds": []}
        ]}\
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private static String policy(String vision, String rest) {
        return """
            apiVersion: podgate/v1
            kind: PolicySet
            teams:
              - {name: vision, owns: ["name:vision-*"], fields: [workersMax], callers: [{name: app, token: "%s"}], %s}
            %s
            """.formatted(TokenDigest.of("t").asWritten(), vision, rest);
    }

    private PolicySet load(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), text);
        return switch (PolicyLoader.load(file)) {
            case PolicyLoad.Loaded loaded -> loaded.policy();
            case PolicyLoad.Broken broken ->
                throw new AssertionError(broken.errors().toString());
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError("unsettled");
        };
    }

    private static List<Endpoint> fleet() throws IOException {
        return FleetFile.read(FLEET.getBytes(StandardCharsets.UTF_8), "fleet.json")
                .endpoints();
    }

    private static Facts facts() throws IOException {
        return Facts.withoutBills(BuiltIn.catalog(), fleet(), NOW);
    }

    private List<String> lines(String old, String candidate, String... trail) throws IOException {
        return lines(facts(), old, candidate, trail);
    }

    private List<String> lines(Facts facts, String old, String candidate, String... trail) throws IOException {
        Comparison comparison = Rehearsal.compare(
                load(old), load(candidate), facts, Stream.of(trail).map(line -> line.getBytes(StandardCharsets.UTF_8)));
        return comparison.text().lines().skip(1).toList();
    }

    /** As a gateway knows it: the first endpoint's bill, by whose a policy says it is. */
    private static Facts billed(String usd) throws IOException {
        return new Facts(
                BuiltIn.catalog(),
                fleet(),
                policy -> Optional.of(Attribution.of(
                        policy,
                        Map.of("ocr0000001", Money.of(usd)),
                        id -> new LastKnown("vision-ocr", Optional.empty()),
                        NOW)),
                NOW);
    }

    @Test
    void equal_policies_differ_in_nothing() throws IOException {
        String policy = policy("limits: {workersMax: {max: 10}}", "");
        assertEquals(List.of("nothing that stands or was decided is judged differently"), lines(policy, policy));
    }

    @Test
    void what_stands_outside_of_new_limits_is_named_and_what_stood_outside_before_is_not() throws IOException {
        assertEquals(
                List.of("endpoint ocr0000001 (vision-ocr): workersMax 8 is above the limit of 4 for team vision"),
                lines(policy("limits: {workersMax: {max: 10}}", ""), policy("limits: {workersMax: {max: 4}}", "")));
        String tight = policy("limits: {workersMax: {max: 4}}", "");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"), lines(tight, tight + "# same\n"));
    }

    @Test
    void a_limit_that_is_loosened_but_not_enough_lets_nothing_stand_newly_outside() throws IOException {
        String tight = policy("limits: {workersMax: {max: 4}}", "");
        for (String other : List.of("limits: {workersMax: {max: 6}}", "limits: {workersMax: {max: 2}}")) {
            assertEquals(
                    List.of("nothing that stands or was decided is judged differently"),
                    lines(tight, policy(other, "")));
        }
        assertEquals(
                List.of(
                        "endpoint ocr0000001 (vision-ocr): idleTimeout 5 s is below the minimum of 10 s for team vision"),
                lines(tight, policy("limits: {workersMax: {max: 6}, idleTimeout: {min: 10s}}", "")));
    }

    @Test
    void a_budget_is_overdrawn_by_another_policy_only_where_it_was_not_or_by_less() throws IOException {
        String tight = policy("budget: {burnRate: 4}", "");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"), lines(tight, tight + "# same\n"));
        assertEquals(
                List.of("team vision is changed: burn rate $4.00 -> $5.00, gains $1.00; its endpoints take $5.472"),
                lines(tight, policy("budget: {burnRate: 5}", "")));
        assertEquals(
                List.of(
                        "team vision is changed: burn rate $4.00 -> $3.00, loses $1.00; its endpoints take $5.472",
                        "team vision: budget.burnRate would be $3.00, and what stands takes $5.472"),
                lines(tight, policy("budget: {burnRate: 3}", "")));
    }

    @Test
    void a_cap_that_begins_or_ceases_to_hold_is_told() throws IOException {
        String holds = policy("budget: {burnRate: 4}", "");
        String watches = policy("budget: {burnRate: {max: 4, enforcement: trial}}", "");
        assertEquals(
                List.of("team vision is changed: burn rate $4.00 -> without a cap; its endpoints take $5.472"),
                lines(holds, watches));
        assertEquals(
                List.of("team vision is changed: burn rate without a cap -> $4.00; its endpoints take $5.472"),
                lines(watches, holds));
    }

    @Test
    void who_gains_and_who_loses_is_told_in_dollars() throws IOException {
        List<String> lines = lines(
                policy("budget: {burnRate: 20}", ""),
                policy(
                        "budget: {burnRate: 5}",
                        "  - {name: research, owns: [\"name:research-*\"], budget: {burnRate: 3.50}}"));
        assertEquals(
                "team research is added: it gains a burn rate of $3.50; its endpoints take $1.368", lines.getFirst());
        assertEquals(
                List.of(
                        "team vision is changed: burn rate $20.00 -> $5.00, loses $15.00; its endpoints take $5.472",
                        "endpoint llm0000001 (research-llm): nobody -> team research",
                        "team vision: budget.burnRate would be $5.00, and what stands takes $5.472"),
                lines.subList(1, lines.size()));
    }

    @Test
    void a_month_that_is_spent_by_the_candidate_and_not_by_today_is_told_with_the_growth_that_it_denies()
            throws IOException {
        String grew = record("allow", 3, 9);
        String shrank = record("allow", 9, 3);
        assertEquals(
                List.of(
                        "team vision: budget.month would be $10.00, and $350.00 is spent already",
                        "decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: allow -> deny: team vision has spent"
                                + " $350.00 of $10.00 this month, so that nothing may grow before the month is over"),
                lines(
                        billed("350"),
                        policy("budget: {month: 2000}", ""),
                        policy("budget: {month: 10}", ""),
                        grew,
                        shrank));
    }

    @Test
    void a_month_that_was_spent_already_is_told_only_where_the_candidate_has_less() throws IOException {
        String spent = policy("budget: {month: 300}", "");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(billed("350"), spent, policy("budget: {month: 310}", "")));
        assertEquals(
                List.of("team vision: budget.month would be $200.00, and $350.00 is spent already"),
                lines(billed("350"), spent, policy("budget: {month: 200}", "")));
        assertEquals(
                List.of("team vision: budget.month would be $350.00, and $350.00 is spent already"),
                lines(billed("350"), policy("budget: {month: 400}", ""), policy("budget: {month: 350}", "")));
    }

    @Test
    void the_bill_is_whose_each_policy_says_it_is() throws IOException {
        assertEquals(
                List.of(
                        "team sight is added: its burn rate has no cap; its endpoints take $5.472",
                        "team vision is removed: its burn rate had no cap",
                        "endpoint ocr0000001 (vision-ocr): team vision -> team sight",
                        "team sight: budget.month would be $10.00, and $350.00 is spent already",
                        "group seen: group.seen.month would be $20.00, and $350.00 is spent already"),
                lines(
                        billed("350"),
                        policy("budget: {month: 2000}", ""),
                        policy(
                                        "budget: {month: 10}",
                                        "groups: [{name: seen, endpoints: [\"name:*-ocr\"], budget: {month: 20}}]")
                                .replace("{name: vision,", "{name: sight,")));
    }

    @Test
    void where_no_bill_is_known_no_month_objects() throws IOException {
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(policy("budget: {month: 2000}", ""), policy("budget: {month: 10}", ""), record("allow", 3, 9)));
    }

    @Test
    void what_was_refused_then_is_not_told_as_allowed() throws IOException {
        String generous = policy("limits: {workersMax: {max: 10}}", "");
        String tight = policy("limits: {workersMax: {max: 8}}", "");
        String denied = "decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: allow -> deny: workersMax 9 is above"
                + " the limit of 8 for team vision";
        assertEquals(List.of(denied), lines(generous, tight, record("allow", 3, 9)));
        for (String rule : List.of("frozen", "budget.burnRate", "account.workers")) {
            assertEquals(
                    List.of("nothing that stands or was decided is judged differently"),
                    lines(generous, tight, record("deny", 3, 9, rule)));
        }
        String limited = record("deny", 3, 9).replace("\"verdict\":\"deny\"", "\"outcome\":\"rate-limited\"");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"), lines(generous, tight, limited));
    }

    @Test
    void what_the_policy_denied_then_is_told_where_the_candidate_is_what_lets_it_pass() throws IOException {
        String generous = policy("limits: {workersMax: {max: 10}}", "");
        String tight = policy("limits: {workersMax: {max: 8}}", "");
        assertEquals(
                List.of("decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: deny -> allow"),
                lines(tight, generous, record("deny", 3, 9, "limits.workersMax")));
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(tight, generous, record("deny", 3, 9, "limits.workersMax", "frozen")),
                "it would have been refused all the same");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(generous, generous + "# same\n", record("deny", 3, 9, "budget.workers")),
                "what has changed since is not the candidate's doing");
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(tight, generous, record("allow", 3, 9)));
    }

    @Test
    void a_reason_that_the_old_policy_has_by_now_as_well_is_none_of_the_candidates() throws IOException {
        String spent = policy("budget: {month: 300}, limits: {workersMax: {max: 10}}", "");
        String grew = record("allow", 3, 9);
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(billed("350"), spent, spent + "# same\n", grew));
        assertEquals(
                List.of("decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: allow -> deny: workersMax 9 is above"
                        + " the limit of 8 for team vision"),
                lines(billed("350"), spent, spent.replace("max: 10", "max: 8"), grew));
    }

    @Test
    void whose_caller_or_endpoint_is_lost_by_the_candidate_is_told_so() throws IOException {
        String policy = policy("limits: {workersMax: {max: 10}}", "");
        assertEquals(
                List.of("decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: allow -> unauthenticated"),
                lines(policy, policy.replace("name: app", "name: other"), record("allow", 3, 9)));
        assertEquals(
                List.of("nothing that stands or was decided is judged differently"),
                lines(policy, policy.replace("name: app", "name: other"), record("deny", 3, 11, "limits.workersMax")));
    }

    private static String record(String verdict, int before, int after, String... rules) {
        String violations = Stream.of(rules)
                .map(rule -> "{\"pointer\":\"\",\"detail\":\"no\",\"rule\":\"" + rule + "\"}")
                .collect(Collectors.joining(","));
        return """
            {"kind":"decision","phase":"result","time":"2026-11-20T09:00:00Z","decisionId":"d1","caller":"app",\
            "endpointId":"ocr0000001","changes":[{"field":"workersMax","before":%d,"after":%d}],"verdict":"%s",\
            "violations":[%s]}\
            """.formatted(before, after, verdict, violations);
    }

    @Test
    void a_team_of_another_name_loses_what_the_old_one_had_and_gains_it() throws IOException {
        String policy = policy("budget: {burnRate: 15}", "");
        String renamed = policy.replace("{name: vision,", "{name: vision2,");
        assertEquals(
                List.of(
                        "team vision is removed: it loses its burn rate of $15.00",
                        "team vision2 is added: it gains a burn rate of $15.00; its endpoints take $5.472",
                        "endpoint ocr0000001 (vision-ocr): team vision -> team vision2"),
                lines(policy, renamed));
        String json = Rehearsal.compare(load(policy), load(renamed), facts(), Stream.of())
                .json();
        assertTrue(
                json.contains("\"teams\":[{\"team\":\"vision\",\"change\":\"removed\",\"capBefore\":15,\"gains\":-15,"
                        + "\"takes\":0},{\"team\":\"vision2\",\"change\":\"added\",\"capAfter\":15,\"gains\":15,"
                        + "\"takes\":5.472}]"),
                json);
    }

    @Test
    void nothing_is_compared_any_more_once_nobody_waits() throws IOException {
        PolicySet policy = load(policy("limits: {workersMax: {max: 10}}", ""));
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                Patience.Ended.class,
                () -> Rehearsal.compare(policy, policy, facts(), Stream.of(), () -> asked.incrementAndGet() < 2));
        assertEquals(2, asked.get(), "once for each of the two endpoints");
    }

    @Test
    void recorded_decisions_are_taken_once_more() throws IOException {
        String record = """
            {"kind":"decision","phase":"result","time":"2026-11-20T09:00:00Z","decisionId":"d1","caller":"%s",\
            "endpointId":"%s","changes":[{"field":"workersMax","before":3,"after":9}],"verdict":"allow"}\
            """;
        assertEquals(
                List.of(
                        "endpoint ocr0000001 (vision-ocr): workersMax 8 is above the limit of 4 for team vision",
                        "decision d1 of 2026-11-20T09:00:00Z, app on ocr0000001: allow -> deny: workersMax 9 is above"
                                + " the limit of 4 for team vision",
                        "2 recorded decisions could not be judged again"),
                lines(
                        policy("limits: {workersMax: {max: 10}}", ""),
                        policy("limits: {workersMax: {max: 4}}", ""),
                        record.formatted("app", "ocr0000001"),
                        record.formatted("app", "gone000001"),
                        record.formatted("gone", "ocr0000001"),
                        "no record",
                        "{\"kind\":\"policy\"}"));
    }

    @Test
    void the_first_policy_lets_stand_what_stands_and_nothing_grow() throws IOException {
        String first = Rehearsal.firstPolicy(fleet(), BuiltIn.catalog());
        PolicySet policy = load(first);
        assertEquals(
                List.of("research", "vision"),
                policy.teams().stream().map(team -> team.name()).toList());
        assertEquals(
                "nothing that stands or was decided is judged differently",
                Rehearsal.compare(policy, policy, facts(), Stream.of())
                        .text()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
        Standing standing = new Standing(policy, BuiltIn.catalog(), NOW);
        fleet().forEach(endpoint -> assertEquals(List.of(), standing.against(endpoint)));
        assertTrue(first.contains("    budget: {burnRate: 5.472, floor: 0, workers: 8}"), first);
        assertTrue(first.contains("      dataCenters: {allow: ['EU-RO-1']}"), first);
        assertTrue(first.contains("      idleTimeout: {max: 5s}"), first);
    }

    @Test
    void a_first_policy_limits_whatever_it_permits_and_an_empty_account_may_begin() throws IOException {
        List<Endpoint> fleet = FleetFile.read("""
                        [{"id": "a1b2c3d4e5", "name": "vision-a", "gpuTypeIds": ["NVIDIA L4"], "gpuCount": 1, "workersMax": 3,
                          "workersMin": 0, "idleTimeout": 5, "scalerType": "QUEUE_DELAY", "scalerValue": 4},
                         {"id": "a1b2c3d4e6", "name": "vision-b", "gpuTypeIds": ["NVIDIA L4"], "gpuCount": 1, "workersMax": 3,
                          "workersMin": 0, "idleTimeout": 5, "scalerType": "REQUEST_COUNT", "scalerValue": 2}]""".getBytes(StandardCharsets.UTF_8), "fleet.json")
                .endpoints();
        String first = Rehearsal.firstPolicy(fleet, BuiltIn.catalog());
        assertTrue(
                first.contains(
                        "scaling: {types: [QUEUE_DELAY, REQUEST_COUNT], queueDelay: {min: 4}, requestCount: {min: 2}}"),
                first);
        Path file = Files.writeString(directory.resolve("first.yaml"), first);
        assertEquals(
                List.of(file + ":6: team vision has no callers"),
                PolicyCheck.check(file).warnings());
        assertFalse(Rehearsal.firstPolicy(List.of(), BuiltIn.catalog()).contains("account"));
    }

    @Test
    void a_list_in_v1_is_read_as_such() throws IOException {
        List<Endpoint> fleet = FleetFile.read(
                        "[{\"id\":\"a1b2c3d4e5\",\"name\":\"vision-a\",\"gpuTypeIds\":[\"NVIDIA L4\"],\"gpuCount\":1,\"workersMax\":3,\"workersMin\":0}]"
                                .getBytes(StandardCharsets.UTF_8),
                        "fleet.json")
                .endpoints();
        assertTrue(Rehearsal.firstPolicy(fleet, BuiltIn.catalog()).contains("gpuTypes: {allow: ['NVIDIA L4']}"));
    }

    @Test
    void what_cannot_be_read_is_left_out_and_named() throws IOException {
        FleetFile read = FleetFile.read(
                FLEET.replace("\"workers\": {\"min\": 1, \"max\": 2", "\"workers\": {\"min\": 1, \"max\": \"two\"")
                        .getBytes(StandardCharsets.UTF_8),
                "fleet.json");
        assertEquals(
                List.of("ocr0000001"),
                read.endpoints().stream().map(Endpoint::id).toList());
        assertEquals(1, read.unread().size());
        assertTrue(read.unread().getFirst().startsWith("endpoint llm0000001: "), read.unread()::toString);
    }
}
