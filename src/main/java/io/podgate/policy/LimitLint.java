package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what a team may change as far as it likes: first what costs, or brings what runs, then the rest. */
final class LimitLint {

    private static final List<Field<?>> COSTLY = List.of(
            Field.GPU_TYPES,
            Field.GPU_COUNT,
            Field.CPU_FLAVORS,
            Field.VCPU_COUNT,
            Field.WORKERS_MIN,
            Field.WORKERS_MAX);

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;
    private final List<Reins> teams = new ArrayList<>();

    private LimitLint(Declarations said) {
        this.said = said;
    }

    static List<PolicyError> of(Declarations said, Terms defaults, Patience patience) {
        LimitLint lint = new LimitLint(said);
        said.teams.forEach(team -> lint.teams.add(new Reins(team, team.terms().over(defaults), said.groups, patience)));
        lint.look(
                LimitLint::costly,
                fields -> "may change " + String.join(", ", fields)
                        + " as it likes: no limit and no budget.burnRate that denies holds it");
        lint.look(LimitLint::images, ways -> "may run any image" + String.join("", ways));
        lint.look(LimitLint::others, fields -> "may change " + String.join(", ", fields) + " without a limit");
        return lint.warnings;
    }

    /** Says of the defaults what is so of all teams, and of each team what else is. */
    private void look(Function<Reins, List<String>> find, Function<List<String>, String> tell) {
        Map<Reins, List<String>> found = new LinkedHashMap<>();
        teams.forEach(reins -> found.put(reins, find.apply(reins)));
        List<String> shared = shared(List.copyOf(found.values()));
        if (!shared.isEmpty()) {
            warnings.add(said.defaults.getFirst().place().error("every team " + tell.apply(shared)));
        }
        found.forEach((reins, all) -> {
            DeclaredTeam team = reins.team();
            List<String> own =
                    all.stream().filter(each -> !shared.contains(each)).toList();
            if (!own.isEmpty()) {
                warnings.add(team.place().error("team " + team.name() + " " + tell.apply(own)));
            }
        });
    }

    private List<String> shared(List<List<String>> found) {
        return said.defaults.isEmpty() || found.size() < 2
                ? List.of()
                : found.getFirst().stream()
                        .filter(each -> found.stream().allMatch(other -> other.contains(each)))
                        .toList();
    }

    private static List<String> costly(Reins reins) {
        return COSTLY.stream()
                .filter(reins::runsFree)
                .map(field ->
                        field.key() + (reins.limitsNone(List.of(field)) ? "" : " (limits." + field + " has no max)"))
                .toList();
    }

    /** A template brings an image also to those who may not change the image itself. */
    private static List<String> images(Reins reins) {
        if (reins.mayChange(Field.IMAGE) && reins.limitsNone(List.of(Field.IMAGE))) {
            return List.of(": limits.image says nothing");
        }
        return reins.mayChange(Field.TEMPLATE) && reins.limitsNone(List.of(Field.TEMPLATE, Field.IMAGE))
                ? List.of(" by way of a template: neither limits.template nor limits.image says anything")
                : List.of();
    }

    /** What costs is held by a budget as well, and what brings an image has words of its own. */
    private static List<String> others(Reins reins) {
        boolean anyImage = !images(reins).isEmpty();
        return Field.all().stream()
                .filter(field -> !COSTLY.contains(field))
                .filter(field -> !anyImage || (field != Field.IMAGE && field != Field.TEMPLATE))
                .filter(reins::changesUnlimited)
                .map(Field::key)
                .toList();
    }
}
