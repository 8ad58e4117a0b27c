package io.podgate.policy;

import static io.podgate.policy.Policies.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in rules are found when the policy is read, at the letter where they stand; line 3 is the first of each. */
class RuleErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        after.workersMx < 2 => 3:40: expression: undefined field 'workersMx'
        after.workersMax => 3:35: expression: an expression has to be true or false, but this is of type int
        after.workersMax < 'a' => 3:52: expression: found no matching overload for '_<_' applied to '(int, string)'
        after.idleTimeout < 5 => 3:53: expression: found no matching overload for '_<_' applied to '(google.protobuf.Duration, int)'
        afer.workersMax < 5 => 3:35: expression: undeclared reference to 'afer' (in container '')
        changes.exists(c, c.x == 1) => 3:54: expression: undefined field 'x'
        after.image.matches('(') => 3:55: expression: not a pattern: error parsing regexp: missing closing ): `(`
        after.image.matches(after.name) => 3:60: expression: the pattern of matches has to be written out here
        after.image.matches('((a{99}){99}){99}') => 3:55: expression: the pattern repeats more than 1000 times
        after.image.matches('(abcdef){900}') => 3:55: expression: the pattern is too large
        """)
    void expressions(String expression, String error) {
        assertEquals(List.of("a.yaml:" + error), errors("rules: [{name: a, expression:    \"" + expression + "\"}]"));
    }

    @Test
    void of_a_block_the_line_counts_too() {
        assertEquals(List.of("a.yaml:7:17: expression: undefined field 'workersMx'"), errors("""
            rules:
              - name: a
                expression: |
                  after.workersMax < 2
                    || after.workersMx < 2
            """));
    }

    @Test
    void of_a_text_with_escapes_the_beginning_counts() {
        assertEquals(
                List.of("a.yaml:3:31: expression: undefined field 'workersMx'"),
                errors("rules: [{name: a, expression: \"after.name == \\\"\\\" || after.workersMx < 2\"}]"));
    }

    @Test
    void messages_are_checked_as_well() {
        assertEquals(
                List.of("a.yaml:3:64: message: undefined field 'workersMx'"),
                errors("rules: [{name: a, expression: \"true\", message: \"this has {after.workersMx}\"}]"));
        assertEquals(
                List.of("a.yaml:3:54: message: this brace is not closed"),
                errors("rules: [{name: a, expression: \"true\", message: \"this {after.workersMax\"}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        {expression: 'true'} => 3:9: name is missing
        {name: a} => 3:9: expression is missing
        {name: a, expression: true} => 3:31: expected text but found "true"
        {name: fields, expression: 'true'} => 3:16: "fields" is how answers call something else: give the rule another name
        {name: limits.image, expression: 'true'} => 3:16: "limits.image" is how answers call something else: give the rule another name
        {name: a, expression: 'true', enforcement: maybe} => 3:52: expected deny, warn or trial but found "maybe"
        {name: a, expression: 'true', applies: {direction: up}} => 3:60: expected any but found "up"
        {name: a, expression: 'true', applies: {teams: []}} => 3:56: this names none; leave teams out for all of them
        {name: a, expression: 'true', applies: {teams: [visoin]}} => 3:9: rule a applies to the team "visoin", which is not declared, did you mean "vision"?
        {name: a, expression: 'true', applies: {callers: [x]}} => 3:9: rule a applies to the caller "x", which is not declared
        {name: a, expression: 'true'}, {name: a, expression: 'true'} => 3:40: rule a is given twice; first at a.yaml:3
        """)
    void rules(String rule, String error) {
        assertEquals(List.of("a.yaml:" + error), errors("rules: [" + rule + "]\nteams: [{name: vision}]"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 500, 5_000})
    void hostile_depth_and_length_are_mistakes(int times) {
        for (String expression : List.of(
                "(".repeat(times) + "true" + ")".repeat(times),
                "[".repeat(times) + "]".repeat(times) + " == []",
                "true || ".repeat(times * 10) + "true",
                "'" + "a".repeat(times * 100) + "' == ''")) {
            List<String> errors = errors("rules: [{name: a, expression: \"" + expression + "\"}]");
            assertFalse(errors.isEmpty(), () -> expression.substring(0, 20));
            assertTrue(
                    errors.stream().allMatch(error -> error.startsWith("a.yaml:3:")),
                    () -> expression.substring(0, 20) + errors);
        }
        assertEquals(
                1,
                errors("rules: [{name: a, expression: \"" + "(".repeat(times) + "true" + ")".repeat(times) + "\"}]")
                        .size());
    }
}
