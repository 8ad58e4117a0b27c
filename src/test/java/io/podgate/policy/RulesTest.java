package io.podgate.policy;

import static io.podgate.policy.Policies.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies with rules in, decisions out. */
class RulesTest {

    private static final EndpointConfig OCR = EndpointConfig.builder()
            .set(Field.NAME, "vision-ocr")
            .set(Field.GPU_TYPES, new GpuSelection.Types(List.of("NVIDIA H100 PCIe")))
            .set(Field.WORKERS_MIN, 0)
            .set(Field.WORKERS_MAX, 3)
            .set(Field.IDLE_TIMEOUT, Duration.ofSeconds(30))
            .set(Field.EXECUTION_TIMEOUT, Duration.ofMillis(1500))
            .set(Field.SCALING, new Scaling.QueueDelay(new BigDecimal("4")))
            .set(Field.ENV, new Env(Map.of("TOKEN", "a-secret-value")))
            .set(Field.IMAGE, "ghcr.io/acme/ocr:1")
            .build();

    private static final String FIELDS =
            Field.all().stream().map(Field::key).toList().toString();

    private static Asking rules(String rules) {
        return Asking.of("""
                teams:
                  - name: vision
                    contact: "#vision"
                    owns: [e1, "name:vision-*"]
                    fields: %s
                    callers: [{name: c, token: "%s"}]
                  - {name: research, callers: [{name: r, token: "%s"}]}
                rules: [%s]
                """.formatted(FIELDS, digest("c"), digest("r"), rules));
    }

    private static String rule(String expression, String more) {
        return "{name: the-rule, expression: \"%s\"%s}".formatted(expression, more);
    }

    private static Verdict growing(String expression, String more) {
        return rules(rule(expression, more)).judge(OCR, OCR.with(Field.WORKERS_MAX, 5));
    }

    private static Verdict shrinking(String expression, String more) {
        return rules(rule(expression, more)).judge(OCR, OCR.with(Field.WORKERS_MAX, 1));
    }

    private static List<String> details(Verdict verdict) {
        return verdict.violations().stream().map(Violation::detail).toList();
    }

    @Test
    void a_broken_rule_denies_by_its_name_at_the_field_that_it_looks_at() {
        Verdict verdict = growing(
                "!after.gpuTypes.exists(g, g.startsWith('NVIDIA H100')) || after.workersMax <= 2",
                ", message: \"H100 endpoints are capped at 2 workers; this asks for {after.workersMax}\"");
        assertEquals(
                List.of(Violation.of(
                        "the-rule", "/workersMax", "H100 endpoints are capped at 2 workers; this asks for 5")),
                verdict.violations());
        assertEquals(Leniency.NONE, verdict.leniency());
    }

    @Test
    void a_rule_that_holds_says_nothing() {
        assertEquals(Verdict.ALLOWED, growing("after.workersMax <= 5", ""));
    }

    @Test
    void a_rule_without_a_message_says_its_name() {
        assertEquals(List.of("rule the-rule does not allow this"), details(growing("false", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            before.workersMax == 3 && after.workersMax == 5
            after.idleTimeout == duration('30s')
            after.executionTimeout > duration('1s') && after.executionTimeout < duration('2s')
            after.scaling.type == 'QUEUE_DELAY' && after.scaling.queueDelay == 4.0
            !has(after.scaling.requestCount)
            after.env == ['TOKEN']
            after.gpuTypes == ['NVIDIA H100 PCIe']
            after.cpuFlavors == [] && after.networkVolumes == [] && before.ports == []
            !has(after.flashboot) && !has(before.disk)
            changes.size() == 1 && changes[0].field == 'workersMax' && changes[0].direction == 'grows'
            team.name == 'vision' && team.contact == '#vision'
            caller.name == 'c' && caller.role == 'caller'
            now == timestamp('2026-11-23T09:00:00Z')
            now.getDayOfWeek('Europe/Berlin') == 1 && now.getHours('Europe/Berlin') == 10
            after.image.matches('^ghcr[.]io/acme/')
            after.workersMax < 5.5
            """)
    void everything_that_there_is_to_look_at(String expression) {
        assertEquals(Verdict.ALLOWED, growing(expression, ""));
    }

    @Test
    void values_of_variables_are_not_to_be_had() {
        assertEquals(
                List.of("TOKEN none 30s 4.0 QUEUE_DELAY 1500ms ?"),
                details(growing(
                        "false",
                        ", message: \"{after.env} {after.ports} {after.idleTimeout} {after.scaling}"
                                + " {after.executionTimeout} {after.disk}\"")));
    }

    @Test
    void doubled_braces_are_braces() {
        assertEquals(List.of("{5}"), details(growing("false", ", message: \"{{{after.workersMax}}}\"")));
    }

    @Test
    void what_only_shrinks_is_not_judged() {
        assertEquals(Verdict.ALLOWED, shrinking("false", ""));
        assertEquals(
                1,
                shrinking("false", ", applies: {direction: any}").violations().size());
    }

    @Test
    void what_changes_nothing_is_not_judged() {
        assertEquals(
                Verdict.ALLOWED,
                rules(rule("false", ", applies: {direction: any}")).judge(OCR, OCR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {teams: [vision]};              1
            {teams: [research]};            0
            {teams: [research, vision]};    1
            {callers: [c]};                 1
            {callers: [r]};                 0
            {endpoints: [e1]};              1
            {endpoints: [e2]};              0
            {endpoints: ['name:vision-*']}; 1
            {endpoints: ['name:other-*']};  0
            {teams: [vision], callers: [r]}; 0
            """)
    void a_rule_judges_whom_it_applies_to(String applies, int violations) {
        assertEquals(
                violations,
                growing("false", ", applies: " + applies).violations().size());
    }

    @Test
    void a_rename_is_judged_by_both_names() {
        for (String pattern : List.of("name:vision-ocr", "name:vision-new")) {
            assertEquals(
                    1,
                    rules(rule("false", ", applies: {endpoints: [\"" + pattern + "\"]}"))
                            .judge(OCR, OCR.with(Field.NAME, "vision-new"))
                            .violations()
                            .size());
        }
    }

    @Test
    void warnings_and_trials_let_pass() {
        Verdict verdict = rules("{name: b, expression: \"false\", message: mind this, enforcement: warn},"
                        + " {name: a, expression: \"after.workersMax < 5\", enforcement: trial}")
                .judge(OCR, OCR.with(Field.WORKERS_MAX, 5));
        assertTrue(verdict.allowed());
        assertEquals(
                List.of(
                        new Tolerated(
                                Violation.of("a", "/workersMax", "rule a does not allow this"), Enforcement.TRIAL),
                        new Tolerated(Violation.of("b", "", "mind this"), Enforcement.WARN)),
                verdict.leniency().tolerated());
        assertEquals(List.of("mind this"), verdict.leniency().warnings());
    }

    @Test
    void what_cannot_be_evaluated_denies() {
        assertEquals(
                List.of("rule the-rule could not be evaluated: flashboot is not known here; has(...) tells whether it"
                        + " is"),
                details(growing("after.flashboot == 'OFF'", "")));
        assertEquals(
                List.of("rule the-rule could not be evaluated: / by zero"),
                details(growing("after.workersMax / before.workersMin > 1", "")));
        assertTrue(growing("after.flashboot == 'OFF'", ", enforcement: trial").allowed());
    }

    @Test
    void the_platforms_brake_is_nobodys_to_stop() {
        PolicySet policy = Policies.policy("""
                platform: {callers: [{name: oncall, token: "%s", role: platform}]}
                rules: [{name: never, expression: "false", applies: {direction: any}}]
                """.formatted(digest("oncall")));
        Caller oncall = policy.callerByDigest(TokenDigest.of("oncall"), InstantSource.system())
                .orElseThrow();
        Proposal brake = Proposal.of(
                "e1",
                OCR,
                OCR.with(Field.WORKERS_MAX, 0),
                Set.of(),
                Asking.CATALOG,
                Asking.NOW,
                f -> java.util.Optional.empty());
        assertEquals(Verdict.ALLOWED, policy.judge(oncall, brake));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c,"
                        + " [1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, true)))))",
                "[after.image + after.image + after.image].exists(a, [a+a+a+a+a+a].exists(b, [b+b+b+b+b+b].exists(c,"
                        + " [c+c+c+c+c+c].exists(d, [d+d+d+d+d+d].exists(e, [e+e+e+e+e+e].exists(f, size(f) > 0))))))",
                "false || [1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c,"
                        + " [1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, true))))) || true"
            })
    void what_costs_too_much_denies(String expression) {
        Verdict verdict = growing(expression, "");
        assertEquals(1, verdict.violations().size());
        assertTrue(
                details(verdict).getFirst().startsWith("rule the-rule could not be evaluated: "), verdict.toString());
    }

    @Test
    void the_revision_is_also_the_rules() {
        String without = revision("");
        String one = revision("rules: [{name: a, expression: \"true\"}]");
        assertEquals(
                7,
                Set.of(
                                without,
                                one,
                                revision("rules: [{name: b, expression: \"true\"}]"),
                                revision("rules: [{name: a, expression: \"false\"}]"),
                                revision("rules: [{name: a, expression: \"true\", message: x}]"),
                                revision("rules: [{name: a, expression: \"true\", enforcement: warn}]"),
                                revision("rules: [{name: a, expression: \"true\", applies: {direction: any}}]"))
                        .size());
        assertEquals(one, revision("rules: [{name: a, expression: \"true\", enforcement: deny}]"));
    }

    private static String revision(String rules) {
        return Policies.policy("teams: [{name: vision}]\n" + rules).revision();
    }
}
