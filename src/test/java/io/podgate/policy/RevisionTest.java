package io.podgate.policy;

import static io.podgate.policy.Policies.HEAD;
import static io.podgate.policy.Policies.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    private static final String POLICY = """
            account: {workers: 30, burnRate: 80.00}
            prices: [{gpu: A, perHour: 1.1}]
            defaults: {limits: {workersMax: {max: 5}}, rateLimit: 30/minute}
            teams:
              - name: vision
                owns: [e1, "name:v-*"]
                fields: [workersMax, image]
                limits: {image: {allow: [a, b]}}
                budget: {burnRate: 25.00, gpus: {A: 1, B: 2}}
                callers: [{name: c, token: "%s"}]
              - {name: research}
            groups:
              - {name: staging, endpoints: [e3, e4], budget: {month: 100}}
            """.formatted(digest("c"));

    private static String revision(String... files) {
        return switch (Policies.load(files)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> policy.revision();
            case PolicyLoad.Broken(List<PolicyError> errors) -> throw new AssertionError(errors.toString());
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError();
        };
    }

    @Test
    void it_is_twelve_hexadecimal_digits() {
        assertTrue(revision(HEAD + POLICY).matches("[0-9a-f]{12}"));
    }

    @Test
    void it_does_not_depend_on_how_the_policy_is_written() {
        String otherwise = """
                # a comment
                teams:
                  - {name: research}
                  - limits: {image: {allow: [b, a]}}
                    fields: [image, workersMax]
                    callers:
                      - token: '%s'
                        name: c
                    owns: ["name:v-*", e1]
                    budget: {gpus: {B: 2, A: 1}, burnRate: 25}
                    name: vision
                groups:
                  - {budget: {month: 100.0}, endpoints: [e4, e3], name: staging}
                defaults:
                  rateLimit: "30/minute"
                  limits:
                    workersMax:
                      max: 5
                prices:
                  - perHour: 1.10
                    gpu: A
                account: {burnRate: 80, workers: 30}
                """.formatted(digest("c"));
        assertEquals(revision(HEAD + POLICY), revision(HEAD + otherwise));
    }

    @Test
    void it_does_not_depend_on_the_files() {
        int teams = POLICY.indexOf("teams:");
        assertEquals(
                revision(HEAD + POLICY), revision(HEAD + POLICY.substring(teams), HEAD + POLICY.substring(0, teams)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workers: 30 -> workers: 31",
                "80.00 -> 80.01",
                "gpu: A -> cpu: A",
                "max: 5 -> max: 6",
                "{max: 5} -> {min: 5}",
                "30/minute -> 30/hour",
                "owns: [e1 -> owns: [e2",
                "workersMax, image -> image",
                "allow: [a -> deny: [a",
                "{name: research} -> {name: researchers}",
                "25.00 -> 25.01",
                "burnRate: 25 -> floor: 25",
                "A: 1 -> A: 2",
                "A: 1 -> C: 1",
                "gpus: -> warnAt: 0.5, gpus:",
                "month: 100 -> month: 101",
                "name: staging -> name: stage",
                "[e3, -> [e5,",
                "budget: {month -> limits: {workersMax: {max: 1}}, budget: {month",
                "name: c, -> name: d,",
                "name: c, -> name: c, role: reader, ",
                "name: c, -> name: c, fields: [], ",
                "name: vision -> name: vision\n    contact: us"
            })
    void it_depends_on_everything_the_policy_says(String edit) {
        String[] sides = edit.split(" -> ", 2);
        String edited = POLICY.replace(sides[0], sides[1]);
        if (sides[1].startsWith("cpu")) {
            edited = edited.replace("perHour", "perVcpuHour");
        }
        assertNotEquals(POLICY, edited);
        assertNotEquals(revision(HEAD + POLICY), revision(HEAD + edited));
    }

    @Test
    void it_depends_on_the_tokens() {
        assertNotEquals(revision(HEAD + POLICY), revision(HEAD + POLICY.replace(digest("c"), digest("d"))));
    }
}
