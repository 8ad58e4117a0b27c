package io.podgate.admission;

import io.podgate.endpoint.Payload;
import java.time.Instant;
import java.util.List;

/**
 * RunPod's endpoints as one list call showed them.
 *
 * @param text RunPod's own, whole
 * @param asked when RunPod was asked
 */
public record Listing(Payload text, List<Sighting> endpoints, Instant asked) {}
