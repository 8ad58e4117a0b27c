package io.podgate.dialect;

import io.podgate.endpoint.Vcpus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** CPU flavours with their vCPUs, as answers show them: in order of preference, one flavour maybe in several sizes. */
final class Flavors {

    private final SequencedSet<String> ids = new LinkedHashSet<>();
    private final List<Vcpus.Size> sizes = new ArrayList<>();
    private boolean unsized;

    void add(String id, int vcpus) {
        ids.add(id);
        sizes.add(new Vcpus.Size(id, vcpus));
    }

    /** In an unknown size. */
    void add(String id) {
        ids.add(id);
        unsized = true;
    }

    Optional<List<String>> ids() {
        return ids.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(ids));
    }

    Optional<Vcpus> vcpus() {
        return sizes.isEmpty() || unsized ? Optional.empty() : Optional.of(new Vcpus(sizes));
    }
}
