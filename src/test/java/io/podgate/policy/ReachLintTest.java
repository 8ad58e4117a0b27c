package io.podgate.policy;

import static io.podgate.policy.Policies.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors that no endpoint can match. Vision owns names, research the endpoints {@code r1} and {@code r2}. */
class ReachLintTest {

    private static final String TEAMS = """
            teams:
              - {name: vision, owns: ["name:vision-*"], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: v, token: "%s"}]%%s}
              - {name: research, owns: [r1, r2], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: r, token: "%s"}]%%s}
            """.formatted(Policies.digest("v"), Policies.digest("r"));

    private static void assertSaid(String what, String more) {
        assertEquals(
                what.isEmpty() ? List.of() : List.of(what.split(";")),
                warnings(TEAMS.formatted("", "") + more).stream()
                        .map(each -> each.substring("a.yaml:".length()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {endpoints: ["name:audio-*", "name:*-ocr", x1, r1]} => ''
        {teams: [vision], endpoints: ["name:*-ocr", x1]} => ''
        {teams: [vision], endpoints: ["name:*-ocr", "name:audio-*"]} => name:audio-*, which matches no endpoint of a team that it applies to
        {teams: [vision], endpoints: [r1]} => r1, which matches no endpoint of a team that it applies to
        {teams: [research], endpoints: ["name:audio-*", r2]} => ''
        {teams: [research], endpoints: [r1, x1]} => x1, which matches no endpoint of a team that it applies to
        {teams: [research, vision], endpoints: [r1, x1]} => ''
        """)
    void endpoints_of_rules(String applies, String what) {
        assertSaid(
                what.isEmpty() ? "" : "6:9: rule a names " + what,
                "rules: [{name: a, expression: \"has(after.image)\", applies: " + applies + "}]");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        vision, ["name:vision-ocr", "name:*", x1] => ''
        vision, ["name:audio-*"] => name:audio-*, which matches no endpoint of team vision
        vision, [r1] => r1, which matches no endpoint of team vision
        research, [r1, "name:vision-ocr"] => ''
        research, [x1] => x1, which matches no endpoint of team research
        """)
    void endpoints_of_exceptions(String whose, String what) {
        String team = whose.substring(0, whose.indexOf(','));
        assertSaid(
                what.isEmpty() ? "" : "6:14: the exception of team " + team + " from limits.name names " + what,
                "exceptions: [{team: " + team + ", rule: limits.name, endpoints: " + whose.substring(team.length() + 1)
                        + ", until: 2099-01-01T00:00:00Z, reason: r, approvedBy: a}]");
    }

    @Test
    void endpoints_of_groups() {
        assertSaid("", "groups: [{name: g, endpoints: [\"name:audio-*\", x1, r2], limits: {name: {deny: [x]}}}]");
        assertEquals(
                List.of(
                        "a.yaml:4:10: group g names name:audio-*, which matches no endpoint of any team",
                        "a.yaml:4:10: group g names name:vision, which matches no endpoint of any team"),
                warnings("""
                        teams: [{name: vision, owns: ["name:vision-*"], fields: [name], limits: {name: {deny: [x]}}, callers: [{name: v, token: "%s"}]}]
                        groups: [{name: g, endpoints: ["name:audio-*", "name:vision", "name:vi*", x1], limits: {name: {deny: [x]}}}]
                        """.formatted(Policies.digest("v"))));
    }

    @Test
    void endpoints_of_overrides() {
        String override = "{endpoints: [\"name:audio-*\", \"name:*-ocr\", x1], limits: {name: {deny: [x]}}}";
        String fitting = "{endpoints: [\"name:vision-?\", x1], limits: {name: {deny: [x]}}}";
        String defaults = "defaults: {overrides: [" + override + "]}\n";
        assertEquals(
                List.of("a.yaml:5:6: this override names name:audio-*, which matches no endpoint of team vision"),
                warnings(TEAMS.formatted(", overrides:\n    [" + override + "]", "")));
        assertEquals(
                List.of(), warnings(defaults + TEAMS.formatted(", overrides: [" + fitting + "]", ", overrides: []")));
        assertEquals(List.of(), warnings(defaults + TEAMS.formatted("", "")));
        assertEquals(
                List.of(
                        "a.yaml:3:24: this override names name:audio-*, which matches no endpoint of any team that has none"
                                + " of its own"),
                warnings(defaults + TEAMS.formatted("", ", overrides: []")));
        assertEquals(
                List.of(
                        "a.yaml:3:24: this override names x1, which matches no endpoint of any team that has none of its"
                                + " own"),
                warnings(defaults + TEAMS.formatted(", overrides: []", "")));
    }

    @Test
    void nothing_more_is_said_where_nobody_owns_anything() {
        assertEquals(
                List.of(
                        "a.yaml:3:9: team idle has no callers",
                        "a.yaml:3:9: team idle may change no field",
                        "a.yaml:3:9: team idle owns no endpoints"),
                warnings("""
                        teams: [{name: idle}]
                        groups: [{name: g, endpoints: [x1], limits: {name: {deny: [x]}}}]
                        exceptions: [{team: idle, rule: limits.name, endpoints: [x1], until: 2099-01-01T00:00:00Z, reason: r, approvedBy: a}]
                        """).stream().sorted().toList());
    }
}
