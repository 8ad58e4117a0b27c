package io.podgate.rehearsal;

import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Listed;
import io.podgate.endpoint.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

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
        List<Endpoint> v1 = read(text, Dialect.V1);
        List<Endpoint> v2 = read(text, Dialect.V2);
        if (v1.isEmpty() && v2.isEmpty() && !isEmptyList(text)) {
            throw new IOException(name + " is no list of endpoints as RunPod answers it");
        }
        return known(v1) > known(v2) ? v1 : v2;
    }

    private static boolean isEmptyList(byte[] text) {
        return Stream.of(Dialect.V1, Dialect.V2).anyMatch(dialect -> {
            try {
                return dialect.readEndpoints(text).isEmpty();
            } catch (GarbledAnswer e) {
                return false;
            }
        });
    }

    private static List<Endpoint> read(byte[] text, Dialect dialect) {
        try {
            return dialect.readEndpoints(text).stream()
                    .filter(Listed.Shown.class::isInstance)
                    .map(listed -> ((Listed.Shown) listed).endpoint())
                    .toList();
        } catch (GarbledAnswer e) {
            return List.of();
        }
    }

    private static long known(List<Endpoint> endpoints) {
        return endpoints.stream()
                .mapToLong(endpoint -> endpoint.config().known().size())
                .sum();
    }
}
