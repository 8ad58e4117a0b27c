package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.GpuSelection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The two ways to say which cards, and the way from v1's to v2's through the catalogue. */
final class TypesAndPools {

    private TypesAndPools() {}

    static boolean catalogIsMissing(Catalog catalog) {
        return catalog.gpus().isEmpty();
    }

    /** The types that are in no pool, and so can't be said in v2. */
    static List<String> withoutPool(GpuSelection.Types types, Catalog catalog) {
        return types.types().stream()
                .filter(type -> catalog.poolOf(type).isEmpty())
                .toList();
    }

    /** The pools in the order of the types, less every other type in them. Each type must have a pool. */
    static GpuSelection.Pools pools(GpuSelection.Types types, Catalog catalog) {
        Set<String> pools = new LinkedHashSet<>();
        types.types().forEach(type -> pools.add(catalog.poolOf(type).orElseThrow()));
        List<String> others = pools.stream()
                .flatMap(pool -> catalog.typesIn(pool).stream())
                .filter(type -> !types.types().contains(type))
                .toList();
        return new GpuSelection.Pools(List.copyOf(pools), others);
    }

    static List<String> unknownPools(List<String> pools, Catalog catalog) {
        return pools.stream().filter(pool -> catalog.typesIn(pool).isEmpty()).toList();
    }

    /** {@code "A", "B"}. */
    static String quoted(List<String> names) {
        return names.stream()
                .map(name -> '"' + Words.brief(name) + '"')
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
