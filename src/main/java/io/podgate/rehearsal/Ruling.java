package io.podgate.rehearsal;

import io.podgate.endpoint.Violation;
import io.podgate.policy.Enforcement;
import io.podgate.policy.Exemption;
import io.podgate.policy.Leniency;
import io.podgate.policy.Tolerated;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would be decided.
 *
 * @param verdict {@code allow}, {@code deny}, {@code unchanged} or {@code not-found}
 */
record Ruling(String verdict, List<Violation> violations, Leniency leniency) {

    static final String ALLOW = "allow";
    static final String DENY = "deny";
    static final String UNCHANGED = "unchanged";
    static final String NOT_FOUND = "not-found";

    /** Why it does not pass: the rules that refuse it, or the verdict where no rule does; empty where it passes. */
    Set<String> reasons() {
        if (verdict.equals(ALLOW) || verdict.equals(UNCHANGED)) {
            return Set.of();
        }
        return violations.isEmpty() ? Set.of(verdict) : Set.copyOf(rules());
    }

    /** The rules that refuse it, each once, in the order in which they are found. */
    List<String> rules() {
        return rules(violations);
    }

    /** The rules that warn of it. */
    List<String> warnings() {
        return rules(leniency.tolerated().stream()
                .filter(each -> each.enforcement() == Enforcement.WARN)
                .map(each -> each.violation())
                .toList());
    }

    /** The rules that object, whatever comes of it. */
    Stream<String> objecting() {
        return Stream.concat(violations.stream(), leniency.tolerated().stream().map(Tolerated::violation))
                .flatMap(violation -> violation.rule().stream());
    }

    /** The rules from which exceptions mattered. */
    List<String> exceptions() {
        return leniency.exemptions().stream().map(Exemption::rule).distinct().toList();
    }

    private static List<String> rules(List<Violation> violations) {
        return violations.stream()
                .flatMap(violation -> violation.rule().stream())
                .distinct()
                .toList();
    }
}
