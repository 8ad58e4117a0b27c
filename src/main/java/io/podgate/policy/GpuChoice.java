package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Cards by type or by pool. */
final class GpuChoice {

    static final String POOL = "pool:";

    private final Choice types;
    private final Choice pools;
    private final Choice asWritten;

    GpuChoice(Choice asWritten) {
        this.asWritten = asWritten;
        this.types = part(asWritten, pattern -> !pattern.startsWith(POOL), 0);
        this.pools = part(asWritten, pattern -> pattern.startsWith(POOL), POOL.length());
    }

    private static Choice part(Choice whole, Predicate<String> which, int cut) {
        return new Choice(
                whole.allow().map(globs -> part(globs, which, cut)),
                whole.deny().map(globs -> part(globs, which, cut)));
    }

    private static Globs part(Globs whole, Predicate<String> which, int cut) {
        return Globs.of(whole.patterns().stream()
                .filter(which)
                .map(pattern -> pattern.substring(cut))
                .toList());
    }

    Choice asWritten() {
        return asWritten;
    }

    /** A card of which the catalogue knows nothing may be in any pool, so a denied pool denies it. */
    boolean permits(String type, Catalog catalog) {
        Optional<Catalog.GpuType> known = catalog.gpu(type);
        Optional<String> pool = known.flatMap(Catalog.GpuType::pool);
        boolean allowed = types.allow().isEmpty()
                || types.allow().get().matches(type)
                || (pool.isPresent() && pools.allow().orElseThrow().matches(pool.get()));
        return allowed && !denied(type, known.isPresent(), pool);
    }

    private boolean denied(String type, boolean known, Optional<String> pool) {
        if (types.deny().isEmpty()) {
            return false;
        }
        Globs deniedPools = pools.deny().orElseThrow();
        return types.deny().get().matches(type)
                || (pool.isPresent() && deniedPools.matches(pool.get()))
                || (!known && !deniedPools.isEmpty());
    }

    /** The catalogue's types that it would let pass. */
    List<String> permitted(Catalog catalog) {
        return catalog.gpus().stream()
                .map(Catalog.GpuType::id)
                .filter(type -> permits(type, catalog))
                .sorted()
                .toList();
    }
}
