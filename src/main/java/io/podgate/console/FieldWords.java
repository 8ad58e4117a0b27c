package io.podgate.console;

import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import java.util.List;
import java.util.Map;

/** Values of an endpoint's fields as people read them: what restricts nothing says so, and is not called none. */
final class FieldWords {

    private static final Json NOTHING = new Json.Arr(List.of());
    private static final Json ZERO = Json.of(0);

    private static final Map<String, Map<Json, String>> UNRESTRICTED = Map.of(
            Field.DATA_CENTERS.key(), Map.of(NOTHING, "everywhere"),
            Field.CUDA_VERSIONS.key(), Map.of(NOTHING, "any"),
            Field.EXECUTION_TIMEOUT.key(), Map.of(ZERO, "no limit"));

    private FieldWords() {}

    /**
     * In one line.
     *
     * @param field by its name; a name that no field has is none that could be unrestricted
     */
    static String of(String field, Json value) {
        return UNRESTRICTED.getOrDefault(field, Map.of()).getOrDefault(value, Words.text(value));
    }
}
