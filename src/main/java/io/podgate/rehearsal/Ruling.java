package io.podgate.rehearsal;

import io.podgate.endpoint.Violation;
import io.podgate.policy.Enforcement;
import io.podgate.policy.Exemption;
import io.podgate.policy.Leniency;
import io.podgate.policy.Tolerated;
import io.podgate.policy.Warning;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would be decided.
 *
 * @param verdict {@code allow}, {@code deny}, {@code unchanged} or {@code not-found}
 * @param nearly what warns of budgets that are nearly used up
 */
record Ruling(String verdict, List<Violation> violations, Leniency leniency, List<Warning> nearly) {

    static final String ALLOW = "allow";
    static final String DENY = "deny";
    static final String UNCHANGED = "unchanged";
    static final String NOT_FOUND = "not-found";

    /** Where no rule has anything to say. */
    static Ruling without(String verdict) {
        return new Ruling(verdict, List.of(), Leniency.NONE, List.of());
    }

    /** Why it does not pass: the rules that refuse it, or the verdict where no rule does; empty where it passes. */
    Set<String> reasons() {
        if (verdict.equals(ALLOW) || verdict.equals(UNCHANGED)) {
            return Set.of();
        }
        return violations.isEmpty() ? Set.of(verdict) : Set.copyOf(rules());
    }

    /** The rules that refuse it, each once, in the order in which they are found. */
    List<String> rules() {
        return violations.stream()
                .flatMap(violation -> violation.rule().stream())
                .distinct()
                .toList();
    }

    /** The rules that warn of it. */
    List<String> warnings() {
        Stream<String> tolerating = leniency.tolerated().stream()
                .filter(each -> each.enforcement() == Enforcement.WARN)
                .flatMap(each -> each.violation().rule().stream());
        return Stream.concat(tolerating, nearly.stream().map(Warning::rule))
                .distinct()
                .toList();
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
}
