package io.podgate.policy;

import io.podgate.rules.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules that can never be asked, that always answer the same, and those that say again what another one says. */
final class RuleLint {

    private static final int MOST_NAMED = 10;
    private static final List<Selector> EVERYTHING = List.of(new Selector.ByName(new Glob("*")));

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;
    private final Patience patience;

    private RuleLint(Declarations said, Patience patience) {
        this.said = said;
        this.patience = patience;
    }

    static List<PolicyError> of(Declarations said, Patience patience) {
        RuleLint lint = new RuleLint(said, patience);
        said.rules.forEach(lint::unreachable);
        Map<String, List<Declared<Rule>>> earlier = new HashMap<>();
        for (Declared<Rule> rule : said.rules) {
            lint.constant(rule);
            List<Declared<Rule>> same =
                    earlier.computeIfAbsent(rule.value().expression().spelling(), key -> new ArrayList<>());
            lint.repeated(rule, same);
            same.add(rule);
        }
        return lint.warnings;
    }

    private void constant(Declared<Rule> rule) {
        rule.value()
                .expression()
                .constant()
                .ifPresent(answer -> warn(
                        rule,
                        answer instanceof Answer.Holds
                                ? " never objects: its expression is always true"
                                : " objects to whatever it judges: its expression is never true"));
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
    private void repeated(Declared<Rule> declared, List<Declared<Rule>> same) {
        Rule rule = declared.value();
        same.stream()
                .filter(other -> isEnough(other.value(), rule))
                .findFirst()
                .ifPresentOrElse(
                        other -> warn(
                                declared,
                                " says nothing that rule " + other.value().name() + " does not say"),
                        () -> same.stream()
                                .filter(other -> isEnough(rule, other.value()))
                                .limit(MOST_NAMED)
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

    private boolean covers(Rule.Scope wide, Rule.Scope narrow) {
        return covers(wide.teams(), narrow.teams())
                && covers(wide.callers(), narrow.callers())
                && (wide.shrinking() || !narrow.shrinking())
                && covers(endpoints(wide), endpoints(narrow));
    }

    private static List<Selector> endpoints(Rule.Scope scope) {
        return scope.endpoints().isEmpty() ? EVERYTHING : scope.endpoints();
    }

    private boolean covers(List<Selector> wide, List<Selector> narrow) {
        return narrow.stream().allMatch(each -> {
            patience.check();
            return wide.stream().anyMatch(selector -> selector.covers(each));
        });
    }

    private static <T> boolean covers(Set<T> wide, Set<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private void warn(Declared<Rule> rule, String message) {
        warnings.add(rule.place().error("rule " + rule.value().name() + message));
    }
}
