package io.podgate.trail;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.Optional;

/** One line of a file of the trail. */
final class Line {

    private static final int MAX_DEPTH = 64;
    private static final byte[] DECISION = Bytes.of("{\"kind\":\"decision\",");
    private static final byte[] INTENT = Bytes.of("{\"kind\":\"decision\",\"phase\":\"intent\",");

    private final long start;
    private final byte[] text;

    /**
     * A line.
     *
     * @param start where in its file it begins
     * @param text without its end of line
     */
    Line(long start, byte[] text) {
        this.start = start;
        this.text = text;
    }

    long start() {
        return start;
    }

    /** Where the line behind it begins. */
    long end() {
        return start + text.length + 1;
    }

    /** The bytes themselves, not a copy: read only. */
    byte[] text() {
        return text;
    }

    /** Whether the writer of this house wrote a decision there; as cheap as it gets. */
    boolean isDecision() {
        return Bytes.startWith(text, DECISION);
    }

    boolean isIntent() {
        return Bytes.startWith(text, INTENT);
    }

    boolean has(byte[] part) {
        return Bytes.contain(text, part);
    }

    /** Empty where it is not one JSON object. */
    Optional<Json.Obj> object() {
        try {
            return JsonReader.read(text, MAX_DEPTH) instanceof Json.Obj object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
