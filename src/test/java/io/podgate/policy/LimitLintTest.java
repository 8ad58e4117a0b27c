package io.podgate.policy;

import static io.podgate.policy.Policies.warnings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team may change as far as it likes. */
class LimitLintTest {

    private static String team(String name, String more) {
        return "  - {name: " + name + ", owns: [\"name:" + name + "-*\", " + name + "1], callers: [{name: " + name
                + "-app, token: \"" + Policies.digest(name) + "\"}]" + more + "}\n";
    }

    private static List<String> ofVision(String more, String beside) {
        return warnings("teams:\n" + team("vision", ", " + more) + beside);
    }

    private static List<String> free(String fields) {
        return List.of("a.yaml:4:5: team vision may change " + fields
                + " as it likes: no limit and no budget.burnRate that denies holds it");
    }

    @Test
    void fields_that_cost_without_a_limit() {
        assertEquals(
                free("gpuTypes, cpuFlavors, vcpuCount, workersMin, workersMax"),
                ofVision(
                        "fields: [workersMin, workersMax, gpuTypes, gpuCount, cpuFlavors, vcpuCount],"
                                + " limits: {gpuCount: {max: 2}}",
                        ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits: {workersMax: {max: 2}, gpuTypes: {deny: [\"*H100*\"]}}",
                "limits: {workersMax: {max: 2, enforcement: trial}, gpuTypes: {allow: [NVIDIA L4]}}",
                "limits: {gpuTypes: {allow: [NVIDIA L4]}}, budget: {workers: 5}",
                "budget: {burnRate: 5}",
                "budget: {burnRate: 5}, enforcement: warn",
                "overrides: [{endpoints: [\"name:*\"], limits: {workersMax: {max: 2}, gpuTypes: {allow: [NVIDIA L4]}}}]"
            })
    void what_holds_them_all(String how) {
        assertEquals(List.of(), ofVision("fields: [workersMin, workersMax, gpuTypes], " + how, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        budget: {burnRate: {max: 5, enforcement: trial}} => gpuTypes, workersMin, workersMax
        budget: {burnRate: 5, enforcement: warn} => gpuTypes, workersMin, workersMax
        budget: {month: 100} => gpuTypes, workersMin, workersMax
        budget: {floor: 5} => gpuTypes, workersMax
        budget: {workers: {max: 5, enforcement: warn}} => gpuTypes, workersMin, workersMax
        budget: {workers: 5} => gpuTypes
        budget: {burnRate: {max: 5, enforcement: warn}, workers: 5} => gpuTypes
        limits: {workersMax: {max: 2}} => gpuTypes
        limits: {workersMin: {max: 2}} => gpuTypes, workersMax
        limits: {workersMin: {min: 0}} => gpuTypes, workersMin (limits.workersMin has no max), workersMax
        overrides: [{endpoints: [vision1], limits: {workersMax: {max: 2}, gpuTypes: {allow: []}}}] => gpuTypes, workersMin, workersMax
        """)
    void what_holds_some(String how, String left) {
        assertEquals(free(left), ofVision("fields: [workersMin, workersMax, gpuTypes], " + how, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        ["name:vision-*", vision1], limits: {workersMax: {max: 2}} => true
        ["name:vision-*", vision1], budget: {burnRate: 5} => true
        ["name:*"], budget: {workers: 5} => true
        ["name:*"], budget: {workers: 5}, enforcement: trial => false
        ["name:vision-*"], limits: {workersMax: {max: 2}} => false
        ["name:vision-?", vision1], limits: {workersMax: {max: 2}} => false
        """)
    void groups_hold_a_team_if_they_have_all_that_it_owns(String group, boolean hold) {
        List<String> said =
                ofVision("fields: [workersMax], budget: {month: 5}", "groups: [{name: g, endpoints: " + group + "}]\n");
        assertEquals(hold ? List.of() : free("workersMax"), said);
    }

    @Test
    void two_groups_may_hold_it_together() {
        assertEquals(List.of(), ofVision("fields: [workersMax], budget: {month: 5}", """
                groups:
                  - {name: a, endpoints: ["name:vi*"], budget: {workers: 5}}
                  - {name: b, endpoints: [vision1], limits: {workersMax: {max: 2}}}
                """));
    }

    @Test
    void what_all_teams_lack_is_said_once_of_the_defaults() {
        String teams = "teams:\n" + team("vision", ", fields: [workersMax, gpuTypes]") + team("research", "%s");
        String defaults = "defaults:\n  fields: [workersMax]\n";
        String tail = " as it likes: no limit and no budget.burnRate that denies holds it";
        assertEquals(
                List.of(
                        "a.yaml:4:3: every team may change workersMax" + tail,
                        "a.yaml:6:5: team vision may change gpuTypes" + tail),
                warnings(defaults + teams.formatted("")));
        assertEquals(
                List.of("a.yaml:6:5: team vision may change gpuTypes, workersMax" + tail),
                warnings(defaults + teams.formatted(", limits: {workersMax: {max: 1}}")));
        assertEquals(
                List.of("a.yaml:7:5: team vision may change gpuTypes" + tail),
                warnings(defaults + "  limits: {workersMax: {max: 1}}\n" + teams.formatted("")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        fields: [image] => may run any image: limits.image says nothing
        fields: [image, template] => may run any image: limits.image says nothing
        fields: [image, template], limits: {template: {allow: [t1]}} => may run any image: limits.image says nothing
        fields: [template] => may run any image by way of a template: neither limits.template nor limits.image says anything
        fields: [template], limits: {template: {allow: [t1]}} => ''
        fields: [template], limits: {image: {allow: ["acme/*"]}} => may change template without a limit
        fields: [template, image], limits: {image: {allow: ["acme/*"]}} => may change template without a limit
        fields: [args, env, disk] => may change args, disk, env without a limit
        fields: [args, env, disk], limits: {env: {deny: ["AWS_*"]}, disk: {max: 50}} => may change args without a limit
        fields: [scaling, idleTimeout, name], limits: {idleTimeout: {max: 300}} => may change name, scaling without a limit
        """)
    void images_and_the_rest(String terms, String what) {
        assertEquals(what.isEmpty() ? List.of() : List.of("a.yaml:4:5: team vision " + what), ofVision(terms, ""));
    }
}
