package io.podgate.dialect;

import io.podgate.endpoint.Payload;
import java.util.List;

/**
 * An endpoint as one of the dialects shows it.
 *
 * @param warnings what the dialect cannot say, one sentence each
 */
public record Rendered(Payload text, List<String> warnings) {}
