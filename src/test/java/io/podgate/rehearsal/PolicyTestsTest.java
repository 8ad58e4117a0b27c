package io.podgate.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.docs.Examples;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicyTests;
import io.podgate.policy.TokenDigest;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests beside policies. */
class PolicyTestsTest {

    private static final String POLICY =
            """
        apiVersion: podgate/v1
        kind: PolicySet
        teams:
          - name: vision
            owns: [jpnw0v75y3qoql, "name:vision-*"]
            fields: [workersMin, workersMax, gpuTypes, vcpuCount, scaling, env]
            limits: {workersMax: {max: 10}}
            budget: {burnRate: 10.00, month: 1000.00}
            callers:
              - {name: vision-autoscaler, token: "%s"}
              - {name: vision-ci, jwt: {issuer: https://ci.example, audience: podgate, claims: {repository: acme/vision}}}
          - {name: research}
        platform:
          callers:
            - {name: finance, token: "%s", role: auditor}
        rules:
          - {name: not-seven, expression: "after.workersMax != 7"}
          - {name: not-six, expression: "after.workersMax != 6", enforcement: warn}
          - {name: never-asked, expression: "true"}
        exceptions:
          - {team: vision, rule: limits.workersMax, value: {max: 12}, until: 2026-12-24T00:00:00Z, reason: r, approvedBy: a}
        """.formatted(TokenDigest.of("t").asWritten(), TokenDigest.of("f").asWritten());

    private static final String ENDPOINT =
            "{id: jpnw0v75y3qoql, name: vision-ocr, gpuTypes: [NVIDIA L4], gpuCount: 1, workersMin: 0, workersMax: 3}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private static String cases(String cases) {
        return "apiVersion: podgate/v1\nkind: PolicyTest\ncases:\n" + cases;
    }

    private static String one(String update, String expected) {
        return "  - {name: the case, as: vision-autoscaler, at: 2026-11-23T09:00:00Z, endpoint: %s, update: %s, expect: %s}\n"
                .formatted(ENDPOINT, update, expected);
    }

    private TestReport run(String test) throws IOException {
        return run(POLICY, test);
    }

    private TestReport run(String policy, String test) throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), policy);
        Files.writeString(directory.resolve("vision.test.yaml"), test);
        PolicyTests tests = PolicyTests.read(directory);
        assertEquals(List.of(), tests.errors());
        return switch (PolicyLoader.load(directory)) {
            case PolicyLoad.Loaded loaded ->
                Rehearsal.test(loaded.policy(), tests.tests(), BuiltIn.catalog(), Instant.EPOCH);
            case PolicyLoad.Broken(List<PolicyError> errors) -> throw new AssertionError(errors.toString());
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError("unsettled");
        };
    }

    private List<String> failures(String test) throws IOException {
        return failures(POLICY, test);
    }

    private List<String> failures(String policy, String test) throws IOException {
        return run(policy, test).results().stream()
                .flatMap(result -> result.failures().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {workersMax: 4} => {verdict: allow, rules: [], warnings: [], exceptions: []}
        {workersMax: 3} => {verdict: unchanged}
        {workersMax: 2} => {verdict: allow}
        {workersMax: 7} => {verdict: deny, rules: [not-seven]}
        {workersMax: 6} => {verdict: allow, warnings: [not-six]}
        {workersMax: 11} => {verdict: allow, exceptions: [limits.workersMax]}
        {workersMax: 13} => {verdict: deny, rules: [limits.workersMax], exceptions: [limits.workersMax]}
        {workersMax: 4, image: "x"} => {verdict: deny, rules: [fields]}
        {workersMax: 10, gpuTypes: [NVIDIA H100 80GB HBM3]} => {verdict: deny, rules: [budget.burnRate]}
        {gpuTypes: ["pool:ADA_24"]} => {verdict: allow}
        {scaling: {requestCount: 4}, env: {A: b}} => {verdict: allow}
        """)
    void what_is_decided_is_what_the_gateway_would(String update, String expected) throws IOException {
        assertEquals(List.of(), failures(cases(one(update, expected))));
    }

    @Test
    void it_is_the_same_for_a_caller_whose_tokens_somebody_signs() throws IOException {
        assertEquals(
                List.of(),
                failures(cases(one("{workersMax: 7}", "{verdict: deny, rules: [not-seven]}")
                        .replace("as: vision-autoscaler", "as: vision-ci"))));
    }

    @Test
    void other_endpoints_and_the_bill_count() throws IOException {
        String fleet =
                "{id: other, name: vision-other, gpuTypes: [NVIDIA L4], gpuCount: 1, workersMin: 0, workersMax: 12}";
        String test = "  - {name: a, as: vision-autoscaler, at: 2026-11-23T09:00:00Z, endpoint: " + ENDPOINT
                + ", update: {workersMax: 4}, %s, expect: {verdict: deny, rules: [%s]}}\n";
        assertEquals(List.of(), failures(cases(test.formatted("fleet: [" + fleet + "]", "budget.burnRate"))));
        assertEquals(List.of(), failures(cases(test.formatted("spent: 1000", "budget.month"))));
    }

    @Test
    void budgets_that_are_nearly_used_up_warn_as_the_gateway_does() throws IOException {
        String policy = POLICY.replace(
                "budget: {burnRate: 10.00, month: 1000.00}",
                "budget: {workers: 10, month: {max: 1000, enforcement: warn}, warnAt: 0.5}");
        String nearly = one("{workersMax: 9}", "{verdict: allow, warnings: [budget.workers]}");
        assertEquals(List.of(), failures(policy, cases(nearly)));
        String billed = one("{workersMax: 4}", "{verdict: allow, warnings: [budget.month]}");
        for (String spent : List.of("spent: 600, update", "spent: 1200, update")) {
            assertEquals(List.of(), failures(policy, cases(billed.replace("update", spent))));
        }
        assertEquals(
                List.of(),
                failures(
                        policy,
                        cases(one("{workersMax: 4}", "{verdict: allow, warnings: []}")
                                + one("{workersMax: 2}", "{verdict: allow, warnings: []}"))));
        assertEquals(
                List.of("expected warnings [] but were [budget.workers]"),
                failures(policy, cases(one("{workersMax: 9}", "{verdict: allow, warnings: []}"))));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {workersMin: 5, workersMax: 4} => workersMin must not be above the most workers, 4; found 5
        {cudaVersions: ["12.4"], minCudaVersion: "12.1"} => minCudaVersion cannot be said together with allowed CUDA versions: RunPod takes one of the two
        """)
    void what_the_gateway_refuses_as_invalid_fails_whatever_is_expected(String update, String why) throws IOException {
        String failure = "the gateway refuses such an update as invalid, whatever the policy says: " + why;
        for (String verdict : List.of("allow", "deny", "unchanged", "not-found")) {
            assertEquals(List.of(failure), failures(cases(one(update, "{verdict: " + verdict + "}"))));
        }
    }

    @Test
    void fewer_workers_at_most_than_stand_at_least_are_the_brake_and_not_invalid() throws IOException {
        assertEquals(
                List.of(),
                failures(cases(one("{workersMax: 0}", "{verdict: allow}").replace("workersMin: 0", "workersMin: 1"))));
    }

    @Test
    void time_is_the_cases_own() throws IOException {
        assertEquals(
                List.of(),
                failures(cases(one("{workersMax: 11}", "{verdict: deny}").replace("2026-11-23", "2026-12-25"))));
    }

    @Test
    void an_endpoint_of_somebody_else_is_not_found() throws IOException {
        assertEquals(
                List.of(),
                failures(cases(one("{workersMax: 1}", "{verdict: not-found}")
                        .replace("jpnw0v75y3qoql, name: vision", "x, name: else"))));
    }

    @Test
    void what_fails_says_what_was_decided_and_why() throws IOException {
        TestReport report = run(cases(
                one("{workersMax: 7}", "{verdict: allow, rules: [a]}") + one("{workersMax: 4}", "{verdict: allow}")));
        String file = directory.resolve("vision.test.yaml").toString();
        assertEquals(
                List.of(
                        file + ":4: the case: expected verdict allow but was deny: rule not-seven does not allow this",
                        file + ":4: the case: expected rules [a] but were [not-seven]",
                        "team research is never exercised",
                        "rule never-asked is never exercised",
                        "rule not-six is never exercised",
                        "1 passed, 1 failed"),
                report.text().lines().toList());
        assertTrue(!report.passes());
        assertTrue(report.json().startsWith("{\"passed\":1,\"failed\":1,\"untried\":[\"team research"), report.json());
        assertEquals(
                List.of(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                        "<testsuites tests=\"5\" failures=\"1\" skipped=\"3\">",
                        "  <testsuite name=\"" + file + "\" tests=\"2\" failures=\"1\">",
                        "    <testcase name=\"the case\" classname=\"" + file + "\" file=\"" + file + "\" line=\"4\">",
                        "      <failure message=\"expected verdict allow but was deny: rule not-seven does not allow"
                                + " this&#10;expected rules [a] but were [not-seven]\"/>",
                        "    </testcase>",
                        "    <testcase name=\"the case\" classname=\"" + file + "\" file=\"" + file + "\" line=\"5\"/>",
                        "  </testsuite>",
                        "  <testsuite name=\"coverage\" tests=\"3\" failures=\"0\" skipped=\"3\">",
                        untried("team research"),
                        untried("rule never-asked"),
                        untried("rule not-six"),
                        "  </testsuite>",
                        "</testsuites>"),
                report.junit().lines().toList());
    }

    private static String untried(String what) {
        return "    <testcase name=\"" + what + " is never exercised\" classname=\"coverage\"><skipped/></testcase>";
    }

    @Test
    void who_may_only_look_is_denied() throws IOException {
        assertEquals(
                List.of(),
                failures(cases(one("{workersMax: 4}", "{verdict: deny, rules: []}")
                        .replace("as: vision-autoscaler", "as: finance"))));
    }

    @Test
    void a_caller_that_is_not_there_fails() throws IOException {
        assertEquals(
                List.of("there is no caller nobody"),
                failures(cases(one("{workersMax: 4}", "{verdict: allow}").replace("vision-autoscaler", "nobody"))));
    }

    @Test
    void a_catalogue_of_ones_own_has_its_own_prices() throws IOException {
        Files.createDirectories(directory.resolve("fixtures"));
        Files.writeString(
                directory.resolve("fixtures/catalog.json"),
                "{\"gpus\": [{\"id\": \"NVIDIA L4\", \"pool\": \"AMPERE_24\", \"price\": {\"serverless\": 5}}],"
                        + " \"cpus\": []}");
        String test = cases(one("{workersMax: 4}", "{verdict: deny, rules: [budget.burnRate]}"));
        assertEquals(List.of(), failures(test.replace("cases:", "catalog: fixtures/catalog.json\ncases:")));
    }

    @Test
    void a_file_that_is_broken_is_told_and_not_taken_for_something_else() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), cases(one("{workersMax: 4}", "{verdict: allow}")));
        Files.writeString(directory.resolve("b.yaml"), "kind: PolicyTest\n---\nkind: PolicyTest\n");
        PolicyTests tests = PolicyTests.read(directory);
        assertEquals(1, tests.tests().size());
        assertEquals(
                List.of("one document a file: this is a second one"),
                tests.errors().stream().map(PolicyError::message).toList());
    }

    @Test
    void the_guides_example_passes_by_the_guides_policy() throws IOException {
        List<String> examples = Examples.yaml("docs/policy.md");
        Path policy = Files.writeString(directory.resolve("policy.yaml"), examples.getFirst());
        String test = examples.stream()
                .filter(example -> example.contains("kind: PolicyTest"))
                .findFirst()
                .orElseThrow();
        PolicyTests tests = PolicyTests.read(Files.writeString(directory.resolve("test.yaml"), test));
        assertEquals(List.of(), tests.errors());
        PolicyLoad.Loaded loaded = (PolicyLoad.Loaded) PolicyLoader.load(policy);
        assertEquals(
                "1 passed, 0 failed",
                Rehearsal.test(loaded.policy(), tests.tests(), BuiltIn.catalog(), Instant.EPOCH)
                        .text());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {verdict: maybe} => 4:230: unknown verdict "maybe"; known here: allow, deny, not-found, unchanged
        {rules: []} => 4:220: verdict is missing
        {verdict: deny, rule: []} => 4:236: unknown key "rule", did you mean "rules"?
        """)
    void mistakes_have_their_place(String expected, String error) throws IOException {
        assertEquals(List.of(error), errors(cases(one("{workersMax: 4}", expected))));
    }

    @Test
    void a_document_without_cases_tests_nothing() throws IOException {
        assertEquals(List.of("4:3: cases is empty"), errors(cases("  []\n")));
    }

    private List<String> errors(String test) throws IOException {
        return PolicyTests.read(Files.writeString(directory.resolve("broken.yaml"), test)).errors().stream()
                .map(each -> each.line() + ":" + each.column() + ": " + each.message())
                .toList();
    }
}
