package io.podgate.dialect;

import io.podgate.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** v1's {@code dataCenterIds}: an array by its schema, one string with commas in RunPod's own answers. */
final class V1DataCenters {

    private static final Shape<List<String>> ARRAY = Shapes.list(Texts.IDENTIFIER);

    private static final Pattern BETWEEN = Pattern.compile(", *");

    /** Either of the two, since scripts send back what they read. */
    static final Shape<List<String>> SHAPE = (json, pointer, findings) -> {
        if (!(json instanceof Json.Str(String text))) {
            if (!(json instanceof Json.Arr)) {
                findings.expected("an array of data center ids", json, pointer);
                return Optional.empty();
            }
            return ARRAY.read(json, pointer, findings);
        }
        List<String> ids = text.isEmpty() ? List.of() : List.of(BETWEEN.split(text, -1));
        if (ids.contains("")) {
            findings.expected("data center ids with single commas between them", json, pointer);
            return Optional.empty();
        }
        boolean good = ids.stream()
                .allMatch(id -> Texts.IDENTIFIER
                        .read(new Json.Str(id), pointer, findings)
                        .isPresent());
        return good ? Optional.of(ids) : Optional.empty();
    };

    private V1DataCenters() {}

    /** Of an answer. */
    static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
