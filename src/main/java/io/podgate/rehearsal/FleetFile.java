package io.podgate.rehearsal;

import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Listed;
import io.podgate.endpoint.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RunPod's list of endpoints, as it answers {@code GET /endpoints} (v1) or {@code GET /serverless} (v2).
 *
 * @param unread what is in it and is no endpoint, with the place in the list, for people
 */
public record FleetFile(List<Endpoint> endpoints, List<String> unread) {

    /**
     * Reads it in the dialect that tells more of it.
     *
     * @param name for complaints
     * @throws IOException where it is such a list in neither dialect
     */
    public static FleetFile read(byte[] text, String name) throws IOException {
        Optional<List<Listed>> v1 = list(text, Dialect.V1);
        Optional<List<Listed>> v2 = list(text, Dialect.V2);
        FleetFile one = of(v1);
        FleetFile other = of(v2);
        boolean isEmpty =
                v1.filter(List::isEmpty).or(() -> v2.filter(List::isEmpty)).isPresent();
        if (one.endpoints.isEmpty() && other.endpoints.isEmpty() && !isEmpty) {
            throw new IOException(name + " is no list of endpoints as RunPod answers it");
        }
        return one.known() > other.known() ? one : other;
    }

    /** Empty where it is no list in that dialect. */
    private static Optional<List<Listed>> list(byte[] text, Dialect dialect) {
        try {
            return Optional.of(dialect.readEndpoints(text));
        } catch (GarbledAnswer e) {
            return Optional.empty();
        }
    }

    private static FleetFile of(Optional<List<Listed>> list) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Listed listed : list.orElse(List.of())) {
            switch (listed) {
                case Listed.Shown shown -> endpoints.add(shown.endpoint());
                case Listed.Garbled garbled ->
                    unread.add(garbled.id().map(id -> "endpoint " + id + ": ").orElse("") + garbled.why());
            }
        }
        return new FleetFile(List.copyOf(endpoints), List.copyOf(unread));
    }

    private long known() {
        return endpoints.stream()
                .mapToLong(endpoint -> endpoint.config().known().size())
                .sum();
    }
}
