package io.podgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules that can never be asked, and those that say again what another one says. */
final class RuleLint {

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;

    private RuleLint(Declarations said) {
        this.said = said;
    }

    static List<PolicyError> of(Declarations said) {
        RuleLint lint = new RuleLint(said);
        said.rules.forEach(lint::unreachable);
        for (int i = 1; i < said.rules.size(); i++) {
            lint.repeated(said.rules.get(i), said.rules.subList(0, i));
        }
        return lint.warnings;
    }

    private void unreachable(Declared<Rule> declared) {
        Rule.Scope scope = declared.value().scope();
        Set<String> platform =
                said.platformCallers.stream().map(DeclaredCaller::name).collect(Collectors.toSet());
        Set<String> asking = said.teams.stream()
                .filter(team -> scope.teams().isEmpty() || scope.teams().contains(team.name()))
                .flatMap(team -> team.callers().stream())
                .filter(caller -> caller.role() == Role.CALLER)
                .map(DeclaredCaller::name)
                .collect(Collectors.toSet());
        scope.callers().stream()
                .filter(caller -> !asking.contains(caller))
                .sorted()
                .forEach(caller -> warn(
                        declared,
                        " names the caller " + caller
                                + (platform.contains(caller)
                                        ? ", whom rules do not judge"
                                        : ", who updates nothing for the teams that it applies to")));
        if (scope.callers().isEmpty() && asking.isEmpty()) {
            warn(declared, " judges nobody: no team that it applies to has callers that update");
        }
    }

    /** Of two that say the same, one may be too much, whichever is first; the later one is where to look. */
    private void repeated(Declared<Rule> declared, List<Declared<Rule>> earlier) {
        Rule rule = declared.value();
        List<Declared<Rule>> same = earlier.stream()
                .filter(other -> other.value()
                        .expression()
                        .text()
                        .equals(rule.expression().text()))
                .toList();
        same.stream()
                .filter(other -> isEnough(other.value(), rule))
                .findFirst()
                .ifPresentOrElse(
                        other -> warn(
                                declared,
                                " says nothing that rule " + other.value().name() + " does not say"),
                        () -> same.stream()
                                .filter(other -> isEnough(rule, other.value()))
                                .forEach(other -> warn(
                                        declared,
                                        " leaves rule " + other.value().name() + " (" + other.place()
                                                + ") nothing to say")));
    }

    /** Where the stricter one is excepted from, the laxer one still speaks. */
    private boolean isEnough(Rule one, Rule other) {
        int laxer = one.enforcement().compareTo(other.enforcement());
        return laxer <= 0
                && covers(one.scope(), other.scope())
                && (laxer == 0
                        || said.exemptions.stream()
                                .noneMatch(exemption -> exemption.value().rule().equals(one.name())));
    }

    private static boolean covers(Rule.Scope wide, Rule.Scope narrow) {
        return covers(wide.teams(), narrow.teams())
                && covers(wide.callers(), narrow.callers())
                && covers(Set.copyOf(wide.endpoints()), Set.copyOf(narrow.endpoints()))
                && (wide.shrinking() || !narrow.shrinking());
    }

    private static <T> boolean covers(Set<T> wide, Set<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private void warn(Declared<Rule> rule, String message) {
        warnings.add(rule.place().error("rule " + rule.value().name() + message));
    }
}
