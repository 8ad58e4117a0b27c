package io.podgate.trail;

import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RunPod's answers as they may be kept: names of environment variables, and null where a value was. */
final class AnswerText {

    private static final int MAX_DEPTH = 64;

    private AnswerText() {}

    /** Empty where it is not JSON, of which nothing can be said. */
    static Optional<Json> withoutValues(Payload answer) {
        try {
            return Optional.of(stripped(JsonReader.read(answer.bytes(), MAX_DEPTH)));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Json stripped(Json json) {
        return switch (json) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> kept = new LinkedHashMap<>();
                members.forEach((name, value) -> kept.put(name, name.equals("env") ? names(value) : stripped(value)));
                yield new Json.Obj(kept);
            }
            case Json.Arr(List<Json> elements) -> {
                List<Json> kept = new ArrayList<>();
                elements.forEach(element -> kept.add(stripped(element)));
                yield new Json.Arr(kept);
            }
            case Json.Str s -> s;
            case Json.Num n -> n;
            case Json.Bool b -> b;
            case Json.Null n -> n;
        };
    }

    /** However RunPod may come to spell variables one day: where it is not names with values, nothing is kept. */
    private static Json names(Json env) {
        if (!(env instanceof Json.Obj(Map<String, Json> variables))) {
            return new Json.Null();
        }
        Map<String, Json> names = new LinkedHashMap<>();
        variables.keySet().forEach(name -> names.put(name, new Json.Null()));
        return new Json.Obj(names);
    }
}
