package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed but probably not meant, of policies of two good teams. It is nine o'clock on 23 November 2026. */
class LintTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Catalog CATALOG = new Catalog(
            List.of(new Catalog.GpuType("NVIDIA L4", Optional.of("AMPERE_24"), Optional.empty())),
            List.of(new Catalog.CpuType("cpu3c", 2, 32, Optional.empty())));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private List<String> warnings(String more) throws IOException {
        return warnings("name:research-*", "", more);
    }

    private List<String> warnings(String owns, String team, String more) throws IOException {
        Path file = Files.writeString(
                directory.resolve("p.yaml"),
                Policies.HEAD
                        + """
                        teams:
                          - {name: vision, owns: ["name:vision-*"], fields: [workersMax], budget: {burnRate: 5}, callers: [%s]}
                          - {name: research, owns: ["%s"], fields: [workersMin], budget: {burnRate: 5}, callers: [%s]%s}
                        %s
                        """.formatted(
                                        Asking.caller(""),
                                        owns,
                                        "{name: r, token: \"" + Policies.digest("r") + "\"}",
                                        team,
                                        more));
        PolicyCheck.Report report = PolicyCheck.check(file, CATALOG, NOW);
        assertEquals(List.of(), report.errors());
        return report.warnings().stream()
                .map(warning -> warning.substring(file.toString().length() + 1).replace(file.toString(), "p.yaml"))
                .toList();
    }

    @Test
    void nothing_is_said_of_what_is_good() throws IOException {
        assertEquals(List.of(), warnings(""));
    }

    @Test
    void names_that_two_teams_may_claim() throws IOException {
        assertEquals(
                List.of("5: name:*-train of team research and name:vision-* of team vision (p.yaml:4) have names in"
                        + " common, and endpoints with such names belong to neither"),
                warnings("name:*-train", "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {name: b, expression: 'a.b', applies: {teams: [vision]}} => 7: rule b says nothing that rule a does not say
        {name: b, expression: 'a.b', enforcement: warn} => 7: rule b says nothing that rule a does not say
        {name: b, expression: 'has(after.image)', applies: {teams: [vision], callers: [r]}} => 7: rule b names the caller r, who updates nothing for the teams that it applies to
        {name: b, expression: 'has(after.image)', applies: {callers: [oncall]}} => 7: rule b names the caller oncall, whom rules do not judge
        """)
    void rules(String rule, String warning) throws IOException {
        List<String> warnings =
                warnings("""
                    rules: [{name: a, expression: "after.workersMax > 0"},
                      %s]
                    platform: {callers: [{name: oncall, token: "%s", role: platform}]}
                    """.formatted(rule.replace("'a.b'", "\"after.workersMax > 0\""), Policies.digest("o")));
        assertEquals(List.of(warning), warnings);
    }

    @Test
    void a_rule_of_its_own_strictness_or_reach_is_not_shadowed() throws IOException {
        for (String own : List.of("enforcement: warn, applies: {direction: any}", "applies: {teams: [vision]}")) {
            assertEquals(List.of(), warnings("""
                rules:
                  - {name: a, expression: "has(after.image)", %s}
                  - {name: b, expression: "has(after.image)", %s}
                """.formatted(
                            own.startsWith("applies") ? "enforcement: trial" : "enforcement: deny", own)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforcement: deny", "enforcement: warn, applies: {direction: any}"})
    void a_later_rule_that_leaves_an_earlier_one_nothing_to_say(String later) throws IOException {
        assertEquals(List.of("8: rule c leaves rule a (p.yaml:6) nothing to say"), warnings("""
            rules: [{name: a, expression: "has(after.image)", enforcement: warn},
              {name: b, expression: "has(after.name)", enforcement: trial},
              {name: c, expression: "has(after.image)", %s}]
            """.formatted(later)));
    }

    @Test
    void a_laxer_rule_still_speaks_where_the_stricter_one_is_excepted_from() throws IOException {
        String rules = """
            rules: [{name: a, expression: "has(after.image)"}, {name: b, expression: "has(after.image)", enforcement: warn}]
            exceptions: [{team: vision, rule: %s, until: 2099-01-01T00:00:00Z, reason: r, approvedBy: a}]
            """;
        assertEquals(List.of(), warnings(rules.formatted("a")));
        assertEquals(List.of("6: rule b says nothing that rule a does not say"), warnings(rules.formatted("b")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z, has expired",
        "2026-11-24T09:00:00Z, ends within a week",
        "2026-11-30T09:00:01Z, ''"
    })
    void exceptions_that_end(String until, String what) throws IOException {
        assertEquals(
                what.isEmpty() ? List.of() : List.of("6: the exception of team vision from limits.workersMax " + what),
                warnings("exceptions: [{team: vision, rule: limits.workersMax, until: " + until
                        + ", reason: r, approvedBy: a}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        2026-11-23T08:59:59Z => 6: caller x cannot come in: none of its tokens holds any more, 6: a token of caller x has ended
        2026-11-23T09:00:00Z => 6: a token of caller x ends within a week
        2026-11-29T09:00:00Z => 6: a token of caller x ends within a week
        2026-11-30T09:00:00Z => ''
        """)
    void tokens_that_end(String end, String warnings) throws IOException {
        assertEquals(
                warnings,
                String.join(
                        ", ",
                        warnings(
                                "platform: {callers: [{name: x, role: auditor, tokens: [{digest: \"%s\", notAfter: %s}]}]}"
                                        .formatted(Policies.digest("old"), end))));
    }

    @Test
    void a_token_that_has_ended_beside_one_that_holds() throws IOException {
        assertEquals(
                List.of("6: a token of caller x has ended"),
                warnings("platform: {callers: [{name: x, role: auditor, tokens: [{digest: \"%s\", notAfter:"
                                .formatted(Policies.digest("old"))
                        + " 2026-11-01T00:00:00Z}, {digest: \"%s\"}]}]}".formatted(Policies.digest("new"))));
    }

    @Test
    void callers_of_whom_every_token_is_anothers_too() throws IOException {
        assertEquals(
                List.of("8: caller narrow cannot come in: what fits it fits caller wide (p.yaml:7) as well, and a token"
                        + " that fits two is refused"),
                warnings("""
                        platform: {callers: [
                          {name: wide, role: auditor, jwt: {issuer: i, audience: a, claims: {x: y}}},
                          {name: narrow, role: auditor, jwt: {issuer: i, audience: a, claims: {x: y, z: 1}}},
                          {name: elsewhere, role: auditor, jwt: {issuer: i, audience: b, claims: {x: y, z: 1}}},
                          {name: maybe, role: auditor, jwt: {issuer: i, audience: a, claims: {z: 1}}}]}
                        """.replace("{z: 1}}}]", "{z: 2}}}]")));
    }

    @Test
    void cards_that_there_are_not() throws IOException {
        assertEquals(
                List.of(
                        "5: limits.gpuTypes of team research names NVIDIA L5, which is no card or pool of RunPod's",
                        "5: limits.gpuTypes of team research names pool:NONE, which is no card or pool of RunPod's",
                        "5: limits.gpuTypes of team research names Acme 1, which is no card or pool of RunPod's",
                        "6: budget.gpus of group all names NVIDIA H200*, which is no card of RunPod's",
                        "7: prices names Acme 1, which is no card of RunPod's"),
                warnings(
                        "name:research-*",
                        ", limits: {gpuTypes: {allow: [NVIDIA L4, NVIDIA L5, \"pool:NONE\", \"pool:AMPERE_24\", Acme"
                                + " 1]}}",
                        """
                        groups: [{name: all, endpoints: ["name:*"], budget: {gpus: {"NVIDIA L*": 2, "NVIDIA H200*": 1}}}]
                        prices: [{gpu: Acme 1, pool: NONE, perHour: 1}, {gpu: NVIDIA L4, perHour: 1, override: true}]
                        """));
    }

    @Test
    void cards_of_exceptions_that_there_are_not() throws IOException {
        assertEquals(
                List.of(
                        "6: limits.gpuTypes of the exception of team vision names NVIDIA L5, which is no card or pool of"
                                + " RunPod's"),
                warnings("""
                        exceptions: [{team: vision, rule: limits.gpuTypes, value: {allow: [NVIDIA L5, NVIDIA L4, "pool:AMPERE_24"]}, %1$s},
                          {team: research, rule: limits.gpuTypes, %1$s}]
                        """.formatted("until: 2099-01-01T00:00:00Z, reason: r, approvedBy: a")));
    }

    @Test
    void cpu_flavors_that_there_are_not() throws IOException {
        assertEquals(
                List.of(
                        "5: limits.cpuFlavors of team research names acme1, which is no CPU flavour of RunPod's",
                        "5: limits.cpuFlavors of team research names acme2, which is no CPU flavour of RunPod's",
                        "5: limits.cpuFlavors of team research names cpu9c, which is no CPU flavour of RunPod's",
                        "6: limits.cpuFlavors of the exception of team vision names cpu9z, which is no CPU flavour of"
                                + " RunPod's",
                        "7: prices names acme2, which is no CPU flavour of RunPod's"),
                warnings(
                        "name:research-*",
                        ", limits: {cpuFlavors: {allow: [\"cpu3*\", acme1, acme2], deny: [cpu9c]}}",
                        """
                        exceptions: [{team: vision, rule: limits.cpuFlavors, value: {allow: [cpu3c, cpu9z]}, until: 2099-01-01T00:00:00Z, reason: r, approvedBy: a}]
                        prices: [{cpu: cpu3c, perVcpuHour: 1}, {cpu: acme2, perVcpuHour: 1}]
                        """));
    }

    @Test
    void a_catalogue_without_flavors_or_cards_tells_nothing_of_them() throws IOException {
        Path file = Files.writeString(
                directory.resolve("p.yaml"),
                Policies.HEAD
                        + "groups: [{name: g, endpoints: [e1], limits: {cpuFlavors: {allow: [x]}, gpuTypes: {allow: [y]}}}]\n"
                        + "prices: [{gpu: y, perHour: 1}, {cpu: x, perVcpuHour: 1}]\n"
                        + "teams: [{name: vision, owns: [e1], fields: [name], limits: {name: {deny: [x]}}, callers: ["
                        + Asking.caller("")
                        + "]}]\n");
        String whose = file + ":3: limits.%s of group g names %s, which is no %s of RunPod's";
        assertEquals(
                List.of(
                        whose.formatted("gpuTypes", "y", "card or pool"),
                        file + ":4: prices names y, which is no card of RunPod's"),
                PolicyCheck.check(file, new Catalog(CATALOG.gpus(), List.of()), NOW)
                        .warnings());
        assertEquals(
                List.of(
                        whose.formatted("cpuFlavors", "x", "CPU flavour"),
                        file + ":4: prices names x, which is no CPU flavour of RunPod's"),
                PolicyCheck.check(file, new Catalog(List.of(), CATALOG.cpus()), NOW)
                        .warnings());
    }
}
