package io.podgate.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The intents that one transaction works on, and what becomes of their rows. Belongs to its {@link Sheet}. */
final class IntentRows {

    private final Map<String, Map<String, IntentRow>> byEndpoint = new HashMap<>();
    private final Map<String, IntentRow> added = new LinkedHashMap<>();
    private final Map<String, IntentRow> changed = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();

    /** @param read as they stand in the table */
    IntentRows(Collection<IntentRow> read) {
        read.forEach(this::put);
    }

    private void put(IntentRow intent) {
        byEndpoint
                .computeIfAbsent(intent.endpointId(), id -> new LinkedHashMap<>())
                .put(intent.decisionId(), intent);
    }

    /** Of one endpoint, whatever is done to them meanwhile. */
    List<IntentRow> of(String endpointId) {
        return List.copyOf(byEndpoint.getOrDefault(endpointId, Map.of()).values());
    }

    Optional<IntentRow> of(String endpointId, String decisionId) {
        return Optional.ofNullable(byEndpoint.getOrDefault(endpointId, Map.of()).get(decisionId));
    }

    void add(IntentRow intent) {
        put(intent);
        added.put(intent.decisionId(), intent);
    }

    void replace(IntentRow other) {
        put(other);
        if (added.replace(other.decisionId(), other) == null) {
            changed.put(other.decisionId(), other);
        }
    }

    void remove(IntentRow intent) {
        byEndpoint.computeIfPresent(intent.endpointId(), (id, rows) -> {
            rows.remove(intent.decisionId());
            return rows;
        });
        changed.remove(intent.decisionId());
        if (added.remove(intent.decisionId()) == null) {
            removed.add(intent.decisionId());
        }
    }

    Collection<IntentRow> added() {
        return added.values();
    }

    Collection<IntentRow> changed() {
        return changed.values();
    }

    List<String> removed() {
        return removed;
    }
}
