package io.podgate.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyWatcher;
import io.podgate.policy.TokenDigest;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy with tests beside it changes, as in a ConfigMap. */
class ReloadTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path policies;

    private void policy(int workers) throws IOException {
        Files.writeString(policies.resolve("policy.yaml"), """
                apiVersion: podgate/v1
                kind: PolicySet
                teams:
                  - name: vision
                    owns: ["name:vision-*"]
                    fields: [workersMax]
                    limits: {workersMax: {max: %d}}
                    callers: [{name: vision-app, token: "%s"}]
                """.formatted(
                        workers, TokenDigest.of("vision-app").asWritten()));
    }

    private void test(String verdict) throws IOException {
        Files.writeString(policies.resolve("policy.test.yaml"), """
                apiVersion: podgate/v1
                kind: PolicyTest
                cases:
                  - name: eleven are one too many
                    as: vision-app
                    endpoint: {id: e1, name: vision-ocr, workersMax: 3}
                    update: {workersMax: 11}
                    expect: {verdict: %s}
                """.formatted(verdict));
    }

    private PolicyWatcher watched() {
        return new PolicyWatcher(
                policies,
                (candidate, tests) ->
                        Rehearsal.failures(candidate, tests, BuiltIn.catalog(), Instant.parse("2026-11-23T09:00:00Z")));
    }

    /** A change of plain files counts when two looks have seen it. */
    private static String revision(PolicyWatcher policy) {
        policy.poll();
        policy.poll();
        return policy.current().orElseThrow().revision();
    }

    private static List<String> errors(PolicyWatcher policy) {
        return policy.errors().stream().map(PolicyError::message).toList();
    }

    @Test
    void a_change_that_its_own_tests_reject_is_not_taken_over() throws IOException {
        policy(10);
        test("deny");
        PolicyWatcher watched = watched();
        String first = revision(watched);
        policy(99);
        assertEquals(first, revision(watched));
        assertEquals(
                List.of("the test fails: eleven are one too many: expected verdict deny but was allow"),
                errors(watched));
        test("allow");
        assertNotEquals(first, revision(watched));
        assertEquals(List.of(), errors(watched));
    }

    @Test
    void tests_that_cannot_be_read_or_run_let_nothing_in() throws IOException {
        policy(10);
        PolicyWatcher watched = watched();
        String first = revision(watched);
        policy(9);
        Files.writeString(policies.resolve("b.test.yaml"), "apiVersion: podgate/v1\nkind: PolicyTest\ncases: []\n");
        assertEquals(first, revision(watched));
        assertEquals(List.of("cases is empty"), errors(watched));
        Files.writeString(policies.resolve("b.test.yaml"), """
                apiVersion: podgate/v1
                kind: PolicyTest
                catalog: none.json
                cases:
                  - {name: any, as: vision-app, endpoint: {id: e1, name: vision-ocr}, update: {workersMax: 1}, expect: {verdict: allow}}
                """);
        assertEquals(first, revision(watched));
        assertEquals(1, errors(watched).size());
        assertTrue(watched.errors().getFirst().file().endsWith("b.test.yaml"));
        assertTrue(
                errors(watched).getFirst().contains("none.json"),
                errors(watched).toString());
    }

    @Test
    void the_first_policy_has_nothing_to_be_held_back_for() throws IOException {
        policy(99);
        test("deny");
        PolicyWatcher watched = watched();
        watched.poll();
        assertTrue(watched.current().isPresent());
    }
}
