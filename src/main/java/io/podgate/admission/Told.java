package io.podgate.admission;

import io.podgate.endpoint.Payload;
import java.time.Instant;

/**
 * Something that RunPod told at a moment.
 *
 * @param text RunPod's own
 * @param asked when RunPod was asked
 */
public record Told(Payload text, Instant asked) {}
