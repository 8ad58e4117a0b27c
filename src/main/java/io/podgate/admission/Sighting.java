package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import java.time.Instant;

/**
 * An endpoint as RunPod showed it at a moment.
 *
 * @param text RunPod's own text, in RunPod's dialect
 */
public record Sighting(Endpoint endpoint, Payload text, Instant at) {}
