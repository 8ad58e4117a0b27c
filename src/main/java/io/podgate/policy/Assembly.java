package io.podgate.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Puts together what the files say, and finds what they say twice or against each other. */
final class Assembly {

    private final Declarations said;
    private final Collection<PolicyError> errors;

    Assembly(Declarations said, Collection<PolicyError> errors) {
        this.said = said;
        this.errors = errors;
    }

    /** The policy; meaningless where it had to complain. */
    PolicySet assemble() {
        once(said.accounts, "account");
        once(said.defaults, "defaults");
        unique(
                said.prices,
                Assembly::typeOf,
                Declared::place,
                price -> "a price of " + price.value().id());
        unique(said.teams, DeclaredTeam::name, DeclaredTeam::place, team -> "team " + team.name());
        unique(
                said.groups,
                group -> group.value().name(),
                Declared::place,
                group -> "group " + group.value().name());
        unique(
                said.rules,
                rule -> rule.value().name(),
                Declared::place,
                rule -> "rule " + rule.value().name());
        if (said.rules.size() > RuleReader.MOST) {
            errors.add(said.rules
                    .get(RuleReader.MOST)
                    .place()
                    .error("a policy has at most " + RuleReader.MOST + " rules, but all files together have "
                            + said.rules.size()));
        }
        List<DeclaredCaller> callers = said.callers();
        said.rules.forEach(rule -> strangers(rule, callers));
        said.exemptions.forEach(this::strangers);
        unique(callers, DeclaredCaller::name, DeclaredCaller::place, caller -> "caller " + caller.name());
        unique(
                callers.stream()
                        .flatMap(caller -> caller.credential().tokens().stream())
                        .toList(),
                token -> token.value().digest(),
                Declared::place,
                token -> "this token");
        unique(
                callers.stream()
                        .flatMap(caller -> caller.credential().matches().stream())
                        .toList(),
                Declared::value,
                Declared::place,
                match -> "this issuer with this audience and these claims");
        Terms defaults = said.defaults.isEmpty()
                ? Terms.UNSAID
                : said.defaults.getFirst().value();
        List<Team> teams = said.teams.stream().map(team -> team(team, defaults)).toList();
        List<Caller> platform = said.platformCallers.stream()
                .map(caller -> caller.in(Optional.empty(), defaults))
                .toList();
        return new PolicySet(
                said.accounts.isEmpty()
                        ? Account.UNCAPPED
                        : said.accounts.getFirst().value(),
                said.prices.stream().map(Declared::value).toList(),
                teams,
                said.groups.stream().map(Declared::value).toList(),
                said.rules.stream().map(Declared::value).toList(),
                said.exemptions.stream().map(Declared::value).toList(),
                platform,
                new Credentials(callers, byName(teams, platform)));
    }

    /** A rule for somebody who is not there would never be asked. */
    private void strangers(Declared<Rule> rule, List<DeclaredCaller> callers) {
        Rule.Scope scope = rule.value().scope();
        stranger(
                rule,
                "team",
                scope.teams(),
                said.teams.stream().map(DeclaredTeam::name).toList());
        stranger(
                rule,
                "caller",
                scope.callers(),
                callers.stream().map(DeclaredCaller::name).toList());
    }

    /** An exception from nothing, or for nobody, would be waited for in vain. */
    private void strangers(Declared<Exemption> exemption) {
        String team = exemption.value().team();
        List<String> teams = said.teams.stream().map(DeclaredTeam::name).toList();
        if (!teams.contains(team)) {
            errors.add(exemption
                    .place()
                    .error("this exception is for the team \"" + team + "\", which is not declared"
                            + Suggestion.nearest(team, teams)));
        }
        ExemptionReader.stranger(
                        exemption.value().rule(),
                        said.rules.stream().map(rule -> rule.value().name()).toList(),
                        said.groups.stream().map(group -> group.value().name()).toList())
                .ifPresent(why -> errors.add(exemption.place().error(why)));
    }

    private void stranger(Declared<Rule> rule, String what, Set<String> named, List<String> known) {
        named.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> errors.add(rule.place()
                        .error("rule " + rule.value().name() + " applies to the " + what + " \"" + name
                                + "\", which is not declared" + Suggestion.nearest(name, known))));
    }

    private Team team(DeclaredTeam declared, Terms defaults) {
        Terms terms = declared.terms().over(defaults);
        contradiction(declared.place(), declared.name(), terms.limits());
        List<Declared<LimitOverride>> overrides = terms.overrides().orElse(List.of());
        for (Declared<LimitOverride> override : overrides) {
            contradiction(
                    override.place(), declared.name(), override.value().limits().over(terms.limits()));
        }
        return new Team(
                declared.name(),
                terms.contact(),
                terms.enforcement().orElse(Enforcement.DENY),
                declared.owns(),
                terms.fields().orElse(Set.of()),
                terms.limits(),
                terms.budget(),
                overrides.stream().map(Declared::value).toList(),
                declared.callers().stream()
                        .map(caller -> caller.in(Optional.of(declared.name()), terms))
                        .toList(),
                terms.rateLimit().orElse(Caller.DEFAULT_RATE_LIMIT),
                terms.readLimit().orElse(Caller.DEFAULT_READ_LIMIT),
                terms.share().orElse(Team.DEFAULT_SHARE));
    }

    private void contradiction(Place place, String team, Limits limits) {
        limits.contradiction()
                .ifPresent(why -> errors.add(place.error("with all that holds for team " + team + ", " + why)));
    }

    private static Map<String, Caller> byName(List<Team> teams, List<Caller> platform) {
        Map<String, Caller> byName = new HashMap<>();
        teams.forEach(team -> team.callers().forEach(caller -> byName.put(caller.name(), caller)));
        platform.forEach(caller -> byName.put(caller.name(), caller));
        return byName;
    }

    private <T> void once(List<Declared<T>> declared, String what) {
        declared.stream()
                .skip(1)
                .forEach(again -> errors.add(again.place()
                        .error(what + " is given twice; first at "
                                + declared.getFirst().place())));
    }

    private <T, K> void unique(List<T> all, Function<T, K> key, Function<T, Place> place, Function<T, String> called) {
        Map<K, Place> first = new HashMap<>();
        for (T each : all) {
            Place known = first.putIfAbsent(key.apply(each), place.apply(each));
            if (known != null) {
                errors.add(place.apply(each).error(called.apply(each) + " is given twice; first at " + known));
            }
        }
    }

    private static List<Object> typeOf(Declared<PriceOverride> price) {
        return List.of(price.value().getClass(), price.value().id());
    }
}
