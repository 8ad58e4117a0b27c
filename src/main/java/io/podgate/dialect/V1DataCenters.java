package io.podgate.dialect;

import io.podgate.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** v1's {@code dataCenterIds}: an array by its schema, one string with commas in RunPod's own answers. */
final class V1DataCenters {

    private static final Shape<List<String>> ARRAY = Shapes.list(Shapes.NAMED);

    /** Either of the two, since scripts send back what they read. */
    static final Shape<List<String>> SHAPE = (json, pointer, findings) -> {
        if (!(json instanceof Json.Str(String text))) {
            if (!(json instanceof Json.Arr)) {
                findings.expected("an array of data center ids", json, pointer);
                return Optional.empty();
            }
            return ARRAY.read(json, pointer, findings);
        }
        List<String> ids = split(text);
        if (ids.contains("")) {
            findings.expected("data center ids with single commas between them", json, pointer);
            return Optional.empty();
        }
        return Optional.of(ids);
    };

    private V1DataCenters() {}

    static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
