package io.podgate.endpoint;

import java.util.Optional;

/**
 * An endpoint as RunPod shows it.
 *
 * @param family what it computes on; empty where the answer does not tell
 * @param routing empty where the answer does not tell (v1 never does)
 * @param createdAt RunPod's own text
 */
public record Endpoint(
        String id,
        Optional<ComputeFamily> family,
        Optional<Routing> routing,
        Optional<String> createdAt,
        EndpointConfig config) {

    /** The endpoint's name; empty where it is unknown. */
    public String name() {
        return config.get(Field.NAME).orElse("");
    }

    public Endpoint with(EndpointConfig changed) {
        return new Endpoint(id, family, routing, createdAt, changed);
    }
}
