package io.podgate.dialect;

import io.podgate.endpoint.Env;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** v2's {@code env}. Values are secrets, so no message repeats one. */
final class V2Env {

    static final Shape<Env> SHAPE = V2Env::read;

    private V2Env() {}

    private static Optional<Env> read(Json json, String pointer, Findings findings) {
        if (!(json instanceof Json.Obj(Map<String, Json> members))) {
            if (json instanceof Json.Null) {
                findings.expected("an object of strings", json, pointer);
            } else {
                findings.refuse(pointer, "must be an object of strings; found " + Words.kind(json));
            }
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof Json.Str(String text)) {
                variables.put(name, text);
            } else {
                findings.refuse(
                        Pointers.child(pointer, name),
                        value instanceof Json.Null
                                ? "must not be null: leave a variable out to remove it"
                                : "must be a string; found " + Words.kind(value));
            }
        });
        return variables.size() == members.size() ? Optional.of(new Env(variables)) : Optional.empty();
    }
}
