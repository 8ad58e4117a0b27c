package io.podgate.console;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which endpoints have a text in their id or name, or in what one of their workers may get: cards, the pools that they
 * come from, CPU flavours. A card that is excluded is none that a worker may get. Used by one page, once.
 */
final class Search {

    private final String text;
    private final Catalog catalog;

    /** Thousands of endpoints have a few dozen selections between them, so each is expanded but once. */
    private final Map<GpuSelection, Boolean> selections = new HashMap<>();

    /** @param text in any case; an empty one is in everything */
    Search(String text, Catalog catalog) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.catalog = catalog;
    }

    boolean finds(Endpoint endpoint) {
        return text.isEmpty()
                || isIn(endpoint.id())
                || isIn(endpoint.name())
                || endpoint.config().get(Field.GPU_TYPES).filter(this::offers).isPresent()
                || endpoint.config().get(Field.CPU_FLAVORS).stream()
                        .flatMap(List::stream)
                        .anyMatch(this::isIn);
    }

    private boolean offers(GpuSelection selection) {
        return selections.computeIfAbsent(
                selection, fresh -> Stream.concat(pools(fresh), cards(fresh)).anyMatch(this::isIn));
    }

    private static Stream<String> pools(GpuSelection selection) {
        return switch (selection) {
            case GpuSelection.Types types -> Stream.empty();
            case GpuSelection.Pools(List<String> pools, List<String> excluded) -> pools.stream();
        };
    }

    private Stream<String> cards(GpuSelection selection) {
        return selection.expand(catalog).stream().flatMap(types -> types.types().stream());
    }

    private boolean isIn(String name) {
        return name.toLowerCase(Locale.ROOT).contains(text);
    }
}
