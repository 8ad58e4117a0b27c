package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The choice of cards for a RunPod that speaks v1: types, in order of rent priority. */
final class V1Types {

    private V1Types() {}

    static void choose(Drafting draft) {
        draft.said(Field.GPU_TYPES).ifPresent(said -> {
            switch (said) {
                case Assignment.To<GpuSelection>(GpuSelection.Types types) -> draft.write(Field.GPU_TYPES, types);
                case Assignment.To<GpuSelection>(GpuSelection.Pools pools) ->
                    expand(draft, pools.pools(), pools.excludedTypes());
                case Assignment.PoolsKeepingExclusions(List<String> pools) -> keep(draft, pools);
            }
        });
    }

    /** Of a pool of which the endpoint has some cards it keeps those; of another it gets all. */
    private static void keep(Drafting draft, List<String> pools) {
        draft.restOnCurrent();
        Optional<GpuSelection> now = draft.current(Field.GPU_TYPES);
        if (!(now.orElse(null) instanceof GpuSelection.Types(List<String> current))) {
            draft.lacks("the endpoint's GPU types");
            return;
        }
        Catalog catalog = draft.catalog();
        List<String> excluded = pools.stream()
                .map(catalog::typesIn)
                .filter(types -> types.stream().anyMatch(current::contains))
                .flatMap(List::stream)
                .filter(type -> !current.contains(type))
                .toList();
        expand(draft, pools, excluded);
    }

    private static void expand(Drafting draft, List<String> pools, List<String> excluded) {
        Catalog catalog = draft.catalog();
        List<String> unknown = TypesAndPools.unknownPools(pools, catalog);
        if (!unknown.isEmpty()) {
            draft.refuse(
                    Field.GPU_TYPES,
                    "must be pools that are known; unknown is " + TypesAndPools.quoted(unknown)
                            + " (v1 has no catalogue: the policy's prices say what is in a pool)");
            return;
        }
        List<String> types = new ArrayList<>();
        pools.forEach(pool -> types.addAll(catalog.typesIn(pool)));
        List<String> strangers =
                excluded.stream().filter(type -> !types.contains(type)).toList();
        types.removeAll(excluded);
        if (!strangers.isEmpty()) {
            draft.refuse(
                    Field.GPU_TYPES,
                    "must contain every excluded type; in none of them is " + TypesAndPools.quoted(strangers));
        } else if (types.isEmpty()) {
            draft.refuse(Field.GPU_TYPES, "must leave at least one type that is not excluded");
        } else {
            draft.write(Field.GPU_TYPES, new GpuSelection.Types(types));
        }
    }
}
