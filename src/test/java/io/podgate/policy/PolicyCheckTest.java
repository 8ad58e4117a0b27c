package io.podgate.policy;

import static io.podgate.policy.Policies.HEAD;
import static io.podgate.policy.Policies.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {

    @TempDir
    Path directory;

    private PolicyCheck.Report check(String body) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), HEAD + body);
        return PolicyCheck.check(directory);
    }

    private static List<String> withoutDirectory(List<String> lines, Path directory) {
        return lines.stream().map(line -> line.replace(directory + "/", "")).toList();
    }

    @Test
    void mistakes_are_lines() throws IOException {
        PolicyCheck.Report report = check("teems: []\naccount: {workers: x}\n");
        assertFalse(report.passes());
        assertEquals(
                List.of(
                        "a.yaml:3: unknown key \"teems\", did you mean \"teams\"?",
                        "a.yaml:4: expected a whole number, 0 or more, but found the text \"x\""),
                withoutDirectory(report.errors(), directory));
    }

    @Test
    void what_is_probably_not_meant_is_a_warning() throws IOException {
        PolicyCheck.Report report = check("""
                teams:
                  - {name: idle}
                  - name: vision
                    owns: [e1]
                    fields: [workersMax]
                    limits: {workersMax: {min: 1}}
                    callers:
                      - {name: c, token: "%s", fields: [image]}
                  - {name: research, owns: [e1], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: d, token: "%s"}]}
                """.formatted(digest("c"), digest("d")));
        assertTrue(report.passes());
        assertEquals(
                List.of(
                        "a.yaml:4: team idle has no callers",
                        "a.yaml:4: team idle owns no endpoints",
                        "a.yaml:4: team idle may change no field",
                        "a.yaml:5: limits.workersMax has a min, so team vision cannot brake its endpoints to 0 workers",
                        "a.yaml:5: team vision may change workersMax (limits.workersMax has no max) as it likes: no"
                                + " limit and no budget.burnRate that denies holds it",
                        "a.yaml:10: caller c names the field image, which team vision may not change",
                        "a.yaml:11: e1 is claimed by team vision (a.yaml:5) and by team research, so it belongs to"
                                + " neither"),
                withoutDirectory(report.warnings(), directory));
    }

    @Test
    void a_team_without_a_budget_is_one_to_think_about_where_others_have_some() throws IOException {
        String teams = """
                teams:
                  - {name: vision, owns: [e1], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: c, token: "%s"}]}
                  - {name: research, owns: [e2], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: d, token: "%s"}]%s}
                """;
        assertEquals(List.of(), warnings(teams.formatted(digest("c"), digest("d"), "")));
        assertEquals(
                List.of("a.yaml:4: team vision has no budget"),
                warnings(teams.formatted(digest("c"), digest("d"), ", budget: {workers: 5}")));
        assertEquals(
                List.of("a.yaml:5: team vision has no budget", "a.yaml:6: team research has no budget"),
                warnings("account: {workers: 30}\n" + teams.formatted(digest("c"), digest("d"), "")));
    }

    @Test
    void budgets_that_promise_more_than_the_account_has_are_told() throws IOException {
        assertEquals(
                List.of(
                        "a.yaml:3: the teams' burn rates come to $80.01, more than the account's $80.00",
                        "a.yaml:3: the teams' workers come to 31, more than the account's 30"),
                warnings("""
                        account: {workers: 30, burnRate: 80.00}
                        defaults: {budget: {burnRate: 40, workers: 15}}
                        teams:
                          - {name: vision, owns: [e1], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: c, token: "%s"}], budget: {burnRate: 40.01}}
                          - {name: research, owns: [e2], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: d, token: "%s"}], budget: {workers: 16}}
                        """.formatted(digest("c"), digest("d"))));
    }

    @Test
    void a_group_that_may_have_more_than_the_account_is_told() throws IOException {
        String groups = """
                teams: [{name: vision, owns: [e1], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: c, token: "%s"}], budget: {burnRate: 80, workers: 30}}]
                groups:
                  - {name: a, endpoints: [e1], budget: {burnRate: 80.01, workers: 30}}
                  - {name: b, endpoints: [e1], budget: {burnRate: 80.00, workers: 31, floor: 90}}
                  - {name: c, endpoints: [e1], budget: {month: 1000}}
                """.formatted(digest("c"));
        assertEquals(
                List.of(
                        "a.yaml:6: the burn rate of group a is $80.01, more than the account's $80.00",
                        "a.yaml:7: the workers of group b are 31, more than the account's 30"),
                warnings("account: {workers: 30, burnRate: 80.00}\n" + groups));
        assertEquals(
                List.of("a.yaml:7: the workers of group b are 31, more than the account's 30"),
                warnings("account: {workers: 30}\n" + groups));
        assertEquals(List.of(), warnings("\n" + groups));
    }

    @Test
    void a_group_that_holds_for_nothing_or_says_nothing_is_told() throws IOException {
        assertEquals(
                List.of(
                        "a.yaml:1: no team is declared, so nobody owns an endpoint",
                        "a.yaml:3: group a has neither limits nor a budget",
                        "a.yaml:3: group b names no endpoints"),
                warnings("groups: [{name: a, endpoints: [e1]}, {name: b, endpoints: [], budget: {workers: 1}}]"));
    }

    private List<String> warnings(String body) throws IOException {
        return withoutDirectory(check(body).warnings(), directory);
    }

    @Test
    void nothing_to_say_is_nothing_said() throws IOException {
        assertEquals(new PolicyCheck.Report(List.of(), List.of(), new TreeMap<>()), check("""
                teams:
                  - name: vision
                    owns: [e1]
                    fields: [workersMax]
                    limits: {workersMax: {max: 5, enforcement: deny}}
                    callers: [{name: c, token: "%s"}]
                """.formatted(digest("c"))));
    }

    @Test
    void the_issuers_that_a_gateway_has_to_know_are_named() throws IOException {
        PolicyCheck.Report report = check("""
                platform:
                  callers:
                    - {name: b, role: auditor, serviceAccount: n/b, issuer: https://cluster, audience: podgate}
                    - {name: a, role: auditor, serviceAccount: n/a, issuer: https://cluster, audience: podgate}
                    - {name: c, role: auditor, jwt: {issuer: https://ci, audience: podgate, claims: {x: y}}}
                """);
        assertEquals(List.of(), report.errors());
        assertEquals(
                "{https://ci=[c], https://cluster=[a, b]}", report.issuers().toString());
    }

    @Test
    void a_policy_for_nobody_is_a_warning() throws IOException {
        PolicyCheck.Report report = check("");
        assertTrue(report.passes());
        assertEquals(
                List.of("a.yaml:1: no team is declared, so nobody owns an endpoint"),
                withoutDirectory(report.warnings(), directory));
    }
}
