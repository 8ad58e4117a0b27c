package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer before it is sent. */
record Reply(int status, String contentType, Json body, Map<String, String> headers) {

    static final String JSON = "application/json";

    static Reply ok(Json body) {
        return new Reply(200, JSON, body, Map.of());
    }

    /** With these headers put over its own; an empty value takes a header away. */
    Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        more.forEach((name, value) -> {
            all.keySet().removeIf(name::equalsIgnoreCase);
            if (!value.isEmpty()) {
                all.put(name, value);
            }
        });
        return new Reply(status, contentType, body, all);
    }

    Reply with(String header, String value) {
        return with(Map.of(header, value));
    }
}
