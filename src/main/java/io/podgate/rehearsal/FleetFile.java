package io.podgate.rehearsal;

import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Listed;
import io.podgate.endpoint.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** RunPod's list of endpoints, as it answers {@code GET /endpoints} (v1) or {@code GET /serverless} (v2). */
public final class FleetFile {

    private FleetFile() {}

    /**
     * Reads it in the dialect that tells more of it.
     *
     * @param name for complaints
     * @throws IOException where it is such a list in neither dialect
     */
    public static List<Endpoint> read(byte[] text, String name) throws IOException {
        Optional<List<Listed>> v1 = list(text, Dialect.V1);
        Optional<List<Listed>> v2 = list(text, Dialect.V2);
        List<Endpoint> one = shown(v1);
        List<Endpoint> other = shown(v2);
        boolean isEmpty =
                v1.filter(List::isEmpty).or(() -> v2.filter(List::isEmpty)).isPresent();
        if (one.isEmpty() && other.isEmpty() && !isEmpty) {
            throw new IOException(name + " is no list of endpoints as RunPod answers it");
        }
        return known(one) > known(other) ? one : other;
    }

    /** Empty where it is no list in that dialect. */
    private static Optional<List<Listed>> list(byte[] text, Dialect dialect) {
        try {
            return Optional.of(dialect.readEndpoints(text));
        } catch (GarbledAnswer e) {
            return Optional.empty();
        }
    }

    private static List<Endpoint> shown(Optional<List<Listed>> list) {
        return list.orElse(List.of()).stream()
                .filter(Listed.Shown.class::isInstance)
                .map(listed -> ((Listed.Shown) listed).endpoint())
                .toList();
    }

    private static long known(List<Endpoint> endpoints) {
        return endpoints.stream()
                .mapToLong(endpoint -> endpoint.config().known().size())
                .sum();
    }
}
