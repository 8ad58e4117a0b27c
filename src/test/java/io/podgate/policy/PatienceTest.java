package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loading has bounds, and somebody who waits for it may go. */
class PatienceTest {

    private static byte[] rules(int number, String expression) {
        return (Policies.HEAD + "rules:\n"
                        + IntStream.range(0, number)
                                .mapToObj(i -> "  - {name: r" + i + ", expression: '" + expression + "'}\n")
                                .collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> errors(byte[] policy) {
        return assertInstanceOf(PolicyLoad.Broken.class, PolicyLoader.load("p.yaml", policy)).errors().stream()
                .map(PolicyError::toString)
                .toList();
    }

    @Test
    void no_rule_is_compiled_once_nobody_waits() {
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                Patience.Ended.class,
                () -> PolicyLoader.load(
                        "p.yaml", rules(5, "true"), Circumstances.NONE, () -> asked.incrementAndGet() < 3));
        assertEquals(3, asked.get());
    }

    @Test
    void a_policy_has_so_many_rules_and_no_more_and_the_others_are_not_even_compiled() {
        List<String> errors = errors(rules(1001, "nonsense("));
        assertEquals(1, errors.size(), errors::toString);
        assertEquals("p.yaml:4:3: a policy has at most 1000 rules, but here are 1001", errors.getFirst());
    }

    @Test
    void of_names_that_two_teams_claim_no_more_are_told_than_somebody_reads() {
        String patterns = IntStream.range(0, 2_000)
                .mapToObj(i -> "\"name:*" + i + "*\"")
                .collect(Collectors.joining(", ", "[", "]"));
        byte[] policy = (Policies.HEAD + "teams: [{name: a, owns: " + patterns + "}, {name: b, owns: "
                        + patterns.replace("name:*", "name:*x") + "}]\n")
                .getBytes(StandardCharsets.UTF_8);
        List<String> told =
                assertInstanceOf(PolicyLoad.Loaded.class, PolicyLoader.load("p.yaml", policy)).warnings().stream()
                        .map(PolicyError::toString)
                        .filter(warning -> warning.contains("have names in common"))
                        .toList();
        assertEquals(100, told.size());
        assertEquals(
                1,
                told.stream()
                        .filter(each -> each.endsWith("further ones are not told"))
                        .count());
    }

    @Test
    void a_message_is_only_so_long() {
        byte[] policy = (Policies.HEAD + "rules: [{name: a, expression: 'true', message: \"" + "{1}".repeat(1334)
                        + "\"}]\n")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of("message: a message has at most 4000 characters"),
                errors(policy).stream()
                        .map(error -> error.substring(error.indexOf("message:")))
                        .toList());
    }
}
