package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds cards, pools and CPU flavours that RunPod does not have, whether or not the policy has a price for them. */
final class CatalogLint {

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Catalog catalog;
    private final Patience patience;

    private CatalogLint(Catalog catalog, Patience patience) {
        this.catalog = catalog;
        this.patience = patience;
    }

    /** @param catalog tells of unknown cards only where it knows some, and so of flavours */
    static List<PolicyError> of(Declarations said, Catalog catalog, Patience patience) {
        CatalogLint lint = new CatalogLint(catalog, patience);
        said.defaults.forEach(defaults -> lint.look(defaults.place(), "the defaults", defaults.value()));
        said.teams.forEach(team -> lint.look(team.place(), "team " + team.name(), team.terms()));
        said.groups.forEach(group -> lint.look(
                group.place(),
                "group " + group.value().name(),
                group.value().limits(),
                group.value().budget()));
        said.exemptions.forEach(lint::look);
        said.prices.forEach(lint::price);
        return lint.warnings;
    }

    private void look(Declared<Exemption> exemption) {
        if (exemption.value().relief() instanceof Relief.Limit(Limits limits)) {
            look(exemption.place(), "the exception of team " + exemption.value().team(), limits, Budget.NONE);
        }
    }

    /** It may be of a card that RunPod is about to have. */
    private void price(Declared<PriceOverride> declared) {
        switch (declared.value()) {
            case PriceOverride.Gpu gpu -> {
                if (!catalog.gpus().isEmpty()
                        && catalog.gpus().stream().noneMatch(known -> known.id().equals(gpu.id()))) {
                    warn(declared.place(), "prices names " + gpu.id() + ", which is no card of RunPod's");
                }
            }
            case PriceOverride.Cpu cpu -> {
                if (!catalog.cpus().isEmpty()
                        && catalog.cpus().stream().noneMatch(known -> known.id().equals(cpu.id()))) {
                    warn(declared.place(), "prices names " + cpu.id() + ", which is no CPU flavour of RunPod's");
                }
            }
        }
    }

    private void look(Place place, String whose, Terms terms) {
        look(place, whose, terms.limits(), terms.budget());
        terms.overrides()
                .ifPresent(overrides -> overrides.forEach(override ->
                        look(override.place(), whose, override.value().limits(), Budget.NONE)));
    }

    private void look(Place place, String whose, Limits limits, Budget budget) {
        if (!catalog.gpus().isEmpty()) {
            cards(place, whose, limits, budget);
        }
        if (!catalog.cpus().isEmpty()) {
            flavors(place, whose, limits);
        }
    }

    private void cards(Place place, String whose, Limits limits, Budget budget) {
        if (limits.get(Field.GPU_TYPES).orElse(null) instanceof GpuLimit limit) {
            strange(limit.written(), this::isCardOrPool)
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

    private void flavors(Place place, String whose, Limits limits) {
        if (limits.get(Field.CPU_FLAVORS).orElse(null) instanceof ElementLimit<List<String>> limit) {
            strange(limit.choice(), this::isFlavor)
                    .forEach(pattern -> warn(
                            place,
                            "limits.cpuFlavors of " + whose + " names " + pattern
                                    + ", which is no CPU flavour of RunPod's"));
        }
    }

    private static Stream<String> strange(Choice choice, Predicate<String> isKnown) {
        return Stream.concat(patterns(choice.allow()), patterns(choice.deny()))
                .filter(pattern -> !isKnown.test(pattern))
                .distinct();
    }

    private static Stream<String> patterns(Optional<Globs> globs) {
        return globs.stream().flatMap(each -> each.patterns().stream());
    }

    private boolean isCardOrPool(String pattern) {
        if (!pattern.startsWith(GpuChoice.POOL)) {
            return isCard(pattern);
        }
        patience.check();
        Predicate<String> matches = new Glob(pattern.substring(GpuChoice.POOL.length()))::matches;
        return catalog.gpus().stream()
                .anyMatch(gpu -> gpu.pool().filter(matches).isPresent());
    }

    private boolean isCard(String pattern) {
        patience.check();
        Glob glob = new Glob(pattern);
        return catalog.gpus().stream().anyMatch(gpu -> glob.matches(gpu.id()));
    }

    private boolean isFlavor(String pattern) {
        patience.check();
        Glob glob = new Glob(pattern);
        return catalog.cpus().stream().anyMatch(cpu -> glob.matches(cpu.id()));
    }

    private void warn(Place place, String message) {
        warnings.add(place.error(message));
    }
}
