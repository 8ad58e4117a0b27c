package io.podgate.runpod;

import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Endpoints for tests, as RunPod shows them. */
final class Sightings {

    private Sightings() {}

    static Sighting named(String id, String name) {
        Payload text =
                Payload.of("{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name).getBytes(StandardCharsets.UTF_8));
        try {
            return new Sighting(Dialect.V2.readEndpoint(text.bytes()), text, Instant.EPOCH);
        } catch (GarbledAnswer e) {
            throw new AssertionError(e);
        }
    }
}
