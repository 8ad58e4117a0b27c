package io.podgate.dialect;

import io.podgate.endpoint.Vcpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CPU flavours with their vCPUs, as answers show them. RunPod may offer one flavour in several sizes, which the model
 * can't tell apart: then the flavours are known and the sizes are not.
 */
final class Flavors {

    private final List<String> ids = new ArrayList<>();
    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private boolean ambiguous;

    void add(String id, int vcpus) {
        Integer other = counts.put(id, vcpus);
        ambiguous |= other != null && other != vcpus;
        if (other == null) {
            ids.add(id);
        }
    }

    /** In an unknown size. */
    void add(String id) {
        ambiguous = true;
        if (!ids.contains(id)) {
            ids.add(id);
        }
    }

    Optional<List<String>> ids() {
        return ids.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(ids));
    }

    Optional<Vcpus> vcpus() {
        return ids.isEmpty() || ambiguous ? Optional.empty() : Optional.of(new Vcpus(counts));
    }
}
