package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.budget.Line;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final String GROUPS = """
            teams:
              - name: vision
                owns: ["name:vision-*"]
                fields: [workersMax, workersMin, name, image, template]
                limits: {workersMax: {max: 5}}
                callers: [%s]
            groups:
              - {name: staging, endpoints: ["name:*-staging", e9], limits: {workersMax: {max: 2}}}
              - {name: careful, endpoints: ["name:vision-*"], limits: {workersMin: {max: 1}, image: {allow: ["acme/*"]}}}
            """.formatted(Asking.caller(""));

    private static EndpointConfig endpoint(String name, int max) {
        return EndpointConfig.builder()
                .set(Field.NAME, name)
                .set(Field.WORKERS_MAX, max)
                .build();
    }

    private static List<String> judged(EndpointConfig before, EndpointConfig after) {
        return Asking.of(GROUPS).judge("e1", before, after, Set.of()).violations().stream()
                .map(Violation::detail)
                .toList();
    }

    @Test
    void every_group_that_matches_applies_as_well_as_the_team() {
        EndpointConfig before = endpoint("vision-a-staging", 1);
        assertEquals(
                List.of(
                        "workersMin 2 is above the limit of 1 for group careful",
                        "workersMax 6 is above the limit of 5 for team vision",
                        "workersMax 6 is above the limit of 2 for group staging"),
                judged(before, before.with(Field.WORKERS_MAX, 6).with(Field.WORKERS_MIN, 2)));
        assertEquals(List.of(), judged(before, before.with(Field.WORKERS_MAX, 2)));
    }

    @Test
    void a_group_too_objects_only_to_growth() {
        assertEquals(List.of(), judged(endpoint("vision-a-staging", 9), endpoint("vision-a-staging", 6)));
    }

    @Test
    void a_new_name_neither_leaves_a_group_behind_nor_slips_into_one() {
        assertEquals(
                List.of(
                        "workersMax 3 is above the limit of 2 for group staging",
                        "with the name vision-a the endpoint would leave the group staging, which it is bound by under its"
                                + " present name"),
                judged(endpoint("vision-a-staging", 1), endpoint("vision-a", 3)));
        assertEquals(
                List.of("workersMax 3 is above the limit of 2 for group staging"),
                judged(endpoint("vision-a", 3), endpoint("vision-a-staging", 3)));
        assertEquals(List.of(), judged(endpoint("vision-a", 9), endpoint("vision-b", 9)));
        assertEquals(List.of(), judged(endpoint("vision-a-staging", 9), endpoint("vision-b-staging", 9)));
    }

    @Test
    void entering_a_group_is_no_reason_to_object_to_what_the_team_had_already() {
        assertEquals(
                List.of("workersMax 9 is above the limit of 2 for group staging"),
                judged(endpoint("vision-a", 9), endpoint("vision-a-staging", 9)));
    }

    @Test
    void lines_are_the_accounts_the_teams_and_each_groups_in_a_stable_order() {
        PolicySet policy = Policies.policy("""
                teams:
                  - {name: vision, owns: ["name:v-*"], budget: {gpus: {"H*": 4, "A*": 9}}}
                groups:
                  - {name: z, endpoints: ["name:*-s", e1], budget: {workers: 1}}
                  - {name: b, endpoints: [e1]}
                """);
        assertEquals(
                List.of(
                        "account/burnRate account.burnRate",
                        "account/workers account.workers",
                        "team/vision/burnRate budget.burnRate",
                        "team/vision/floor budget.floor",
                        "team/vision/workers budget.workers",
                        "team/vision/gpus/A* budget.gpus",
                        "team/vision/gpus/H* budget.gpus",
                        "group/b/burnRate group.b.burnRate",
                        "group/b/floor group.b.floor",
                        "group/b/workers group.b.workers",
                        "group/z/burnRate group.z.burnRate",
                        "group/z/floor group.z.floor",
                        "group/z/workers group.z.workers"),
                policy.lines("e1", "v-s").stream()
                        .map(line -> line.key() + " " + line.rule())
                        .toList());
        assertEquals(
                List.of("account", "account"),
                policy.lines("e2", "x").stream().map(Line::owner).toList());
    }

    @Test
    void what_two_teams_claim_counts_for_the_account_alone() {
        PolicySet policy = Policies.policy("teams: [{name: a, owns: [e1]}, {name: b, owns: [e1]}]");
        assertEquals(2, policy.lines("e1", "x").size());
    }
}
