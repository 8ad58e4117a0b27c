package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a team may change, and what keeps it from going too far there, at each of the selectors that it owns. */
final class Reins {

    private final DeclaredTeam team;
    private final Terms terms;
    private final List<List<Rein>> bySelector = new ArrayList<>();

    /** The team's terms or a group's; the endpoint has to pass both. */
    private record Rein(Limits limits, Budget budget) {

        boolean holds(Field<?> field) {
            return bounds(field)
                    || denies("burnRate", budget.burnRate())
                    || (field == Field.WORKERS_MAX && denies("workers", budget.workers()))
                    || (field == Field.WORKERS_MIN && holdsWhatAlwaysRuns());
        }

        /** There are never more of those that always run than there are at all. */
        private boolean holdsWhatAlwaysRuns() {
            return denies("floor", budget.floor()) || holds(Field.WORKERS_MAX);
        }

        private boolean denies(String line, Optional<?> cap) {
            return cap.isPresent() && budget.enforcement(line) == Enforcement.DENY;
        }

        private boolean bounds(Field<?> field) {
            Optional<? extends Limit<?>> limit = limits.get(field);
            return limit.isPresent() && bounds(limit.get());
        }

        private static boolean bounds(Limit<?> limit) {
            return switch (limit) {
                case NumberLimit(Bounds<Integer> bounds) -> bounds.max().isPresent();
                case VcpuLimit(Bounds<Integer> bounds) -> bounds.max().isPresent();
                case DurationLimit(Bounds<?> bounds, boolean zeroIsNone) ->
                    bounds.max().isPresent();
                case ElementLimit<?> names -> true;
                case GpuLimit cards -> true;
                case ScalingLimit scaling -> true;
            };
        }
    }

    /** @param terms the team's, with what it inherits */
    Reins(DeclaredTeam team, Terms terms, List<Declared<Group>> groups, Patience patience) {
        this.team = team;
        this.terms = terms;
        for (Selector selector : team.owns()) {
            patience.check();
            bySelector.add(Stream.concat(
                            Stream.of(new Rein(limits(selector), terms.budget())),
                            groups.stream()
                                    .map(Declared::value)
                                    .filter(group -> covers(group.endpoints(), selector))
                                    .map(Reins::rein))
                    .toList());
        }
        if (bySelector.isEmpty()) {
            bySelector.add(List.of(new Rein(terms.limits(), terms.budget())));
        }
    }

    DeclaredTeam team() {
        return team;
    }

    private static Rein rein(Group group) {
        return new Rein(group.limits(), group.enforcement() == Enforcement.DENY ? group.budget() : Budget.NONE);
    }

    private Limits limits(Selector selector) {
        Limits limits = terms.limits();
        for (Declared<LimitOverride> override : terms.overrides().orElse(List.of())) {
            if (covers(override.value().endpoints(), selector)) {
                limits = override.value().limits().over(limits);
            }
        }
        return limits;
    }

    private static boolean covers(List<Selector> wide, Selector narrow) {
        return wide.stream().anyMatch(each -> each.covers(narrow));
    }

    /** Whether it may change the field, and nothing that denies bounds what that costs. */
    boolean runsFree(Field<?> field) {
        return mayChange(field)
                && bySelector.stream().anyMatch(reins -> reins.stream().noneMatch(rein -> rein.holds(field)));
    }

    /** Whether it may change the field, and no limit says anything of it; of a name, what it owns by names does. */
    boolean changesUnlimited(Field<?> field) {
        return mayChange(field)
                && limitsNone(List.of(field))
                && !(field == Field.NAME && team.owns().stream().allMatch(Selector.ByName.class::isInstance));
    }

    boolean mayChange(Field<?> field) {
        return terms.fields().orElse(Set.of()).contains(field);
    }

    /** Whether no limit of any of the fields says anything, at some of its endpoints. */
    boolean limitsNone(List<Field<?>> fields) {
        return bySelector.stream()
                .anyMatch(reins -> reins.stream()
                        .noneMatch(rein -> fields.stream()
                                .anyMatch(field -> rein.limits().get(field).isPresent())));
    }
}
