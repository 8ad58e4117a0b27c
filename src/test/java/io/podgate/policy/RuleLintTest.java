package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules say to no purpose, or say again. */
class RuleLintTest {

    private static final String TEAM =
            "teams: [{name: vision, owns: [e1, e2, \"name:vision-*\"], fields: [name], limits: {name: {deny: [x]}},"
                    + " callers: [{name: c, token: \"" + Policies.digest("c") + "\"}]}]\n";
    private static final String SAYS = "after.env.exists(e, e in [\"a b\"]) && has(after.image)";
    private static final List<String> AGAIN = List.of("a.yaml:6:5: rule b says nothing that rule a does not say");

    private static String rule(String name, String expression, String more) {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "  - {name: " + name + ", expression: \"" + quoted + "\"" + more + "}\n";
    }

    private static List<String> warnings(String... rules) {
        return Policies.warnings(TEAM + "rules:\n" + String.join("", rules));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", " true\n", "( true ) // for now", "1 == 1", "'a' in ['a'] || false"})
    void rules_that_never_object(String expression) {
        assertEquals(
                List.of("a.yaml:5:5: rule a never objects: its expression is always true"),
                warnings(rule("a", expression, "")));
    }

    @Test
    void rules_that_always_object() {
        assertEquals(
                List.of("a.yaml:5:5: rule a objects to whatever it judges: its expression is never true"),
                warnings(rule("a", "false", ", applies: {endpoints: [e1]}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true != (after.name == \"x\")", "\"true\" in after.env", "has(after.image) // true"})
    void rules_that_look_at_something(String expression) {
        assertEquals(List.of(), warnings(rule("a", expression, "")));
    }

    @Test
    void white_space_outside_of_quotes_and_comments_make_no_rule_another() {
        Stream.of(
                        "after.env.exists(e,e in[\"a b\"])&&has(after.image)\n",
                        "after.env .\n exists( e , e\tin [ \"a b\" ] )  && has ( after.image )",
                        "// don't\n" + SAYS + " // \"at all")
                .forEach(same -> assertEquals(AGAIN, warnings(rule("a", SAYS, ""), rule("b", same, "")), same));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        after.name != "a b" => after.name != "a  b"
        after.name != "a b" => after.name != "ab"
        after.name != 'a"b "' => after.name != 'a"b  "'
        after.name != "//x" => after.name != "//y"
        after.name != "\\" x" => after.name != "\\"  x"
        after.name != r"\\\\" && 'x y' in after.env => after.name != r"\\\\" && 'x  y' in after.env
        after.name != '''a' b''' => after.name != '''a'  b'''
        has(after.image) // && has(after.name) => has(after.image) && has(after.name)
        """)
    void what_stands_in_quotes_does(String one, String other) {
        assertEquals(List.of(), warnings(rule("a", one, ""), rule("b", other, "")));
    }

    private static String endpoints(String selectors) {
        return ", applies: {endpoints: [" + selectors + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        "name:vision-*" => "name:vision-train-*"
        e1, "name:vision-*" => "name:vision-ocr", "name:vision-t*", e1
        "name:*" => e1, "name:vision-?"
        """)
    void patterns_that_another_rules_patterns_have_all_of(String wide, String narrow) {
        assertEquals(AGAIN, warnings(rule("a", SAYS, endpoints(wide)), rule("b", SAYS, endpoints(narrow))));
        assertEquals(
                List.of("a.yaml:6:5: rule b leaves rule a (a.yaml:5) nothing to say"),
                warnings(rule("a", SAYS, endpoints(narrow)), rule("b", SAYS, endpoints(wide))));
    }

    @Test
    void a_pattern_of_everything_is_as_good_as_none() {
        assertEquals(AGAIN, warnings(rule("a", SAYS, endpoints("\"name:*\"")), rule("b", SAYS, "")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        "name:vision-*" => "name:vision-train-*", e1
        "name:vision-t*" => "name:vision-?"
        e1 => e2
        """)
    void patterns_that_have_some_of_their_own(String one, String other) {
        assertEquals(List.of(), warnings(rule("a", SAYS, endpoints(one)), rule("b", SAYS, endpoints(other))));
    }
}
