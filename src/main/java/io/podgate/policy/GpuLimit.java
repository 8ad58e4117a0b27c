package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.GpuSelection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Cards that an endpoint may newly get, judged type by type after pools are expanded. */
final class GpuLimit implements Limit<GpuSelection> {

    private final GpuChoice choice;

    GpuLimit(Choice choice) {
        this.choice = new GpuChoice(choice);
    }

    /** As policies write it. */
    Choice written() {
        return choice.asWritten();
    }

    @Override
    public Optional<Objection> judge(Change<GpuSelection> change, Proposal proposal) {
        return switch (change.after()) {
            case GpuSelection.Pools unknown ->
                change.direction() == Direction.GROWS ? Optional.of(unknownPools(unknown, proposal)) : Optional.empty();
            case GpuSelection.Types(List<String> types) -> judge(change.before(), types, proposal);
        };
    }

    private Optional<Objection> judge(Optional<GpuSelection> before, List<String> after, Proposal proposal) {
        Set<String> known =
                before.orElse(null) instanceof GpuSelection.Types(List<String> was) ? new HashSet<>(was) : Set.of();
        List<String> refused = after.stream()
                .filter(type -> !known.contains(type) && !choice.permits(type, proposal.catalog()))
                .toList();
        return refused.isEmpty() ? Optional.empty() : Optional.of(refused(refused, after, proposal));
    }

    private Objection refused(List<String> refused, List<String> after, Proposal proposal) {
        Catalog catalog = proposal.catalog();
        List<String> kept =
                after.stream().filter(type -> !refused.contains(type)).toList();
        List<String> passing = kept.isEmpty() ? choice.permitted(catalog) : kept;
        String what = Objection.names(refused) + (refused.size() == 1 ? " is" : " are") + " not allowed";
        String hint = choice.asWritten().hint();
        if (proposal.askedGpus().orElse(null) instanceof GpuSelection.Pools pools && !kept.isEmpty()) {
            List<String> excluded = exclusions(pools, kept, catalog);
            return new Objection(
                    what,
                    hint + "; it passes with excludedTypes " + excluded,
                    plain(),
                    refused,
                    Optional.of(inOrder("gpuTypes", kept, "excludedTypes", excluded)));
        }
        return new Objection(what, hint, plain(), refused, passing.isEmpty() ? Optional.empty() : Optional.of(passing));
    }

    private static List<String> exclusions(GpuSelection.Pools pools, List<String> kept, Catalog catalog) {
        TreeSet<String> excluded = new TreeSet<>(pools.excludedTypes());
        pools.pools().forEach(pool -> excluded.addAll(catalog.typesIn(pool)));
        kept.forEach(excluded::remove);
        return List.copyOf(excluded);
    }

    private Objection unknownPools(GpuSelection.Pools pools, Proposal proposal) {
        List<String> unknown = pools.pools().stream()
                .filter(pool -> proposal.catalog().typesIn(pool).isEmpty())
                .toList();
        List<String> passing = choice.permitted(proposal.catalog());
        return new Objection(
                "pool " + Objection.names(unknown) + " is not in the catalogue, so its cards are not allowed",
                choice.asWritten().hint(),
                plain(),
                pools.pools(),
                passing.isEmpty() ? Optional.empty() : Optional.of(passing));
    }

    private static Map<String, Object> inOrder(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }

    @Override
    public Limit<GpuSelection> over(Limit<GpuSelection> base) {
        return base instanceof GpuLimit below ? new GpuLimit(choice.asWritten().over(below.choice.asWritten())) : this;
    }

    @Override
    public Map<String, Object> plain() {
        return choice.asWritten().plain();
    }
}
