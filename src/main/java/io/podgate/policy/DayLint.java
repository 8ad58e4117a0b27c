package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what depends on the day and on what RunPod has: exceptions and tokens that end, cards that nobody knows. */
final class DayLint {

    private static final Duration SOON = Duration.ofDays(7);

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;
    private final Catalog catalog;

    private DayLint(Declarations said, Catalog catalog) {
        this.said = said;
        this.catalog = catalog;
    }

    static List<PolicyError> of(Declarations said, Catalog catalog, Instant now) {
        DayLint lint = new DayLint(said, catalog);
        said.exemptions.forEach(exemption -> lint.ends(exemption, now));
        lint.warnings.addAll(CallerLint.of(said, now));
        if (!catalog.isEmpty()) {
            said.defaults.forEach(defaults -> lint.cards(defaults.place(), "the defaults", defaults.value()));
            said.teams.forEach(team -> lint.cards(team.place(), "team " + team.name(), team.terms()));
            said.groups.forEach(group -> lint.cards(
                    group.place(),
                    "group " + group.value().name(),
                    group.value().limits(),
                    group.value().budget()));
        }
        return lint.warnings;
    }

    private void ends(Declared<Exemption> exemption, Instant now) {
        Instant until = exemption.value().until();
        String what = "the exception of team " + exemption.value().team() + " from "
                + exemption.value().rule();
        if (!now.isBefore(until)) {
            warn(exemption.place(), what + " has expired");
        } else if (now.isAfter(until.minus(SOON))) {
            warn(exemption.place(), what + " ends within a week");
        }
    }

    private void cards(Place place, String whose, Terms terms) {
        cards(place, whose, terms.limits(), terms.budget());
        terms.overrides()
                .ifPresent(overrides -> overrides.forEach(override ->
                        cards(override.place(), whose, override.value().limits(), Budget.NONE)));
    }

    private void cards(Place place, String whose, Limits limits, Budget budget) {
        if (limits.get(Field.GPU_TYPES).orElse(null) instanceof GpuLimit limit) {
            Stream.concat(
                            patterns(limit.written().allow()),
                            patterns(limit.written().deny()))
                    .filter(pattern -> !isKnown(pattern))
                    .distinct()
                    .forEach(pattern -> warn(
                            place,
                            "limits.gpuTypes of " + whose + " names " + pattern
                                    + ", which is no card or pool of RunPod's"));
        }
        budget.gpus().keySet().stream()
                .filter(pattern -> !isCard(pattern))
                .forEach(pattern -> warn(
                        place, "budget.gpus of " + whose + " names " + pattern + ", which is no card of RunPod's"));
    }

    private static Stream<String> patterns(Optional<Globs> globs) {
        return globs.stream().flatMap(each -> each.patterns().stream());
    }

    private boolean isKnown(String pattern) {
        if (!pattern.startsWith(GpuChoice.POOL)) {
            return isCard(pattern);
        }
        Predicate<String> matches = new Glob(pattern.substring(GpuChoice.POOL.length()))::matches;
        return catalog.gpus().stream()
                        .anyMatch(gpu -> gpu.pool().filter(matches).isPresent())
                || said.prices.stream()
                        .anyMatch(price -> price.value() instanceof PriceOverride.Gpu gpu
                                && gpu.pool().filter(matches).isPresent());
    }

    private boolean isCard(String pattern) {
        Glob glob = new Glob(pattern);
        return catalog.gpus().stream().anyMatch(gpu -> glob.matches(gpu.id()))
                || said.prices.stream()
                        .anyMatch(price -> glob.matches(price.value().id()));
    }

    private void warn(Place place, String message) {
        warnings.add(place.error(message));
    }
}
