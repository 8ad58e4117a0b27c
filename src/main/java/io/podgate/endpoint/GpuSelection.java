package io.podgate.endpoint;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The cards a worker may get, said in one of RunPod's two ways. */
public sealed interface GpuSelection {

    /** The selection as types, where the catalogue knows every pool it names. */
    Optional<Types> expand(Catalog catalog);

    /** v1: types in order of rent priority. Never empty, no duplicates. */
    record Types(List<String> types) implements GpuSelection {
        public Types {
            types = List.copyOf(new LinkedHashSet<>(types));
        }

        @Override
        public Optional<Types> expand(Catalog catalog) {
            return Optional.of(this);
        }
    }

    /** v2: pools, minus types. A type that RunPod adds to a pool later becomes eligible by itself. */
    record Pools(List<String> pools, List<String> excludedTypes) implements GpuSelection {
        public Pools {
            pools = List.copyOf(new LinkedHashSet<>(pools));
            excludedTypes = List.copyOf(new LinkedHashSet<>(excludedTypes));
        }

        /** In the order of the alphabet: pools know no priority. */
        @Override
        public Optional<Types> expand(Catalog catalog) {
            TreeSet<String> types = new TreeSet<>();
            for (String pool : pools) {
                List<String> inPool = catalog.typesIn(pool);
                if (inPool.isEmpty()) {
                    return Optional.empty();
                }
                types.addAll(inPool);
            }
            excludedTypes.forEach(types::remove);
            return Optional.of(new Types(List.copyOf(types)));
        }
    }

    /**
     * As sets of types, or of pools and exclusions where they could not be expanded; the order of types is a
     * preference.
     */
    static Direction direction(@Nullable GpuSelection before, GpuSelection after) {
        if (before instanceof Types(List<String> was) && after instanceof Types(List<String> is)) {
            return Trend.preference().between(was, is);
        }
        if (before instanceof Pools was && after instanceof Pools is && sameSets(was, is)) {
            return Direction.SAME;
        }
        return Direction.GROWS;
    }

    private static boolean sameSets(Pools one, Pools other) {
        return new HashSet<>(one.pools).equals(new HashSet<>(other.pools))
                && new HashSet<>(one.excludedTypes).equals(new HashSet<>(other.excludedTypes));
    }
}
