package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Violation;
import java.util.List;

/** What came of reading a caller's update. */
public sealed interface ParsedUpdate {

    /**
     * Understood.
     *
     * @param warnings what was left out, one sentence each
     */
    record Understood(EndpointUpdate update, List<String> warnings) implements ParsedUpdate {}

    /** Not one strict JSON object; {@code pointer} leads to the place. */
    record Malformed(String pointer, String detail) implements ParsedUpdate {}

    /** JSON, but not an update: unknown fields, wrong kinds, values out of range. Never empty. */
    record Invalid(List<Violation> violations) implements ParsedUpdate {}
}
