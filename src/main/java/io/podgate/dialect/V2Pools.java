package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The choice of cards for a RunPod that speaks v2. It is always written whole, pools and exclusions, since RunPod
 * clears exclusions that are not restated and Podgate never widens an endpoint by accident.
 */
final class V2Pools {

    private static final String CATALOG = "catalogue";

    private V2Pools() {}

    static void choose(Drafting draft) {
        draft.said(Field.GPU_TYPES).ifPresent(said -> {
            switch (said) {
                case Assignment.To<GpuSelection>(GpuSelection.Types types) -> fromTypes(draft, types);
                case Assignment.To<GpuSelection>(GpuSelection.Pools pools) -> asSaid(draft, pools);
                case Assignment.PoolsKeepingExclusions(List<String> pools) -> restate(draft, pools);
            }
        });
    }

    private static void fromTypes(Drafting draft, GpuSelection.Types types) {
        if (TypesAndPools.catalogIsMissing(draft.catalog())) {
            draft.lacks(CATALOG);
            return;
        }
        List<String> homeless = TypesAndPools.withoutPool(types, draft.catalog());
        if (!homeless.isEmpty()) {
            draft.refuse(
                    Field.GPU_TYPES,
                    "must be types of RunPod's serverless pools; in none is " + TypesAndPools.quoted(homeless));
            return;
        }
        if (types.types().size() > 1) {
            draft.warn(
                    "The order of " + draft.word(Field.GPU_TYPES)
                            + " says which cards to rent first; RunPod's v2 has no form for that between the cards it chooses from.");
        }
        draft.write(Field.GPU_TYPES, TypesAndPools.pools(types, draft.catalog()));
    }

    private static void asSaid(Drafting draft, GpuSelection.Pools selection) {
        Catalog catalog = draft.catalog();
        List<String> strangers = selection.excludedTypes().stream()
                .filter(type -> isStranger(type, selection.pools(), catalog))
                .toList();
        if (!strangers.isEmpty()) {
            draft.refuse(
                    Field.GPU_TYPES,
                    "must contain every excluded type; in none of them is " + TypesAndPools.quoted(strangers));
        } else if (leavesNothing(selection, catalog)) {
            draft.refuse(Field.GPU_TYPES, "must leave at least one type that is not excluded");
        }
        draft.write(Field.GPU_TYPES, selection);
    }

    /** Whatever was excluded and belongs to the new pools stays excluded. */
    private static void restate(Drafting draft, List<String> pools) {
        draft.restOnCurrent();
        Optional<GpuSelection> now = draft.current(Field.GPU_TYPES);
        if (!(now.orElse(null) instanceof GpuSelection.Pools current)) {
            draft.lacks("the endpoint's GPU selection");
            return;
        }
        boolean samePools = new HashSet<>(current.pools()).equals(new HashSet<>(pools));
        if (!samePools && !current.excludedTypes().isEmpty() && TypesAndPools.catalogIsMissing(draft.catalog())) {
            draft.lacks(CATALOG);
            return;
        }
        List<String> kept = current.excludedTypes().stream()
                .filter(type -> belongs(type, pools, draft.catalog())
                        || (samePools && draft.catalog().gpu(type).isEmpty()))
                .toList();
        List<String> lost = current.excludedTypes().stream()
                .filter(type ->
                        !kept.contains(type) && draft.catalog().gpu(type).isEmpty())
                .toList();
        if (!lost.isEmpty()) {
            draft.warn("No longer excluded, since RunPod's catalogue does not know the type: "
                    + TypesAndPools.quoted(lost) + ".");
        }
        GpuSelection.Pools selection = new GpuSelection.Pools(pools, kept);
        if (leavesNothing(selection, draft.catalog())) {
            draft.refuse(
                    Field.GPU_TYPES, "must leave a type that the endpoint does not exclude; say gpu.excludedTypes too");
        }
        draft.write(Field.GPU_TYPES, selection);
    }

    /** A type that is new to the catalogue may belong to a pool that is. */
    private static boolean isStranger(String type, List<String> pools, Catalog catalog) {
        boolean decidable = catalog.gpu(type).isPresent()
                || TypesAndPools.unknownPools(pools, catalog).isEmpty();
        return decidable && !belongs(type, pools, catalog);
    }

    private static boolean belongs(String type, List<String> pools, Catalog catalog) {
        return catalog.poolOf(type).filter(pools::contains).isPresent();
    }

    private static boolean leavesNothing(GpuSelection.Pools selection, Catalog catalog) {
        return selection
                .expand(catalog)
                .filter(types -> types.types().isEmpty())
                .isPresent();
    }
}
