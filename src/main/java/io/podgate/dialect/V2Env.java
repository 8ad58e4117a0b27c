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
            String at = Pointers.child(pointer, name);
            Optional<String> called = Texts.IDENTIFIER.read(new Json.Str(name), at, findings);
            Optional<String> flaw = flaw(value);
            flaw.ifPresent(predicate -> findings.refuse(at, predicate));
            if (value instanceof Json.Str(String text) && called.isPresent() && flaw.isEmpty()) {
                variables.put(name, text);
            }
        });
        return variables.size() == members.size() ? Optional.of(new Env(variables)) : Optional.empty();
    }

    private static Optional<String> flaw(Json value) {
        return switch (value) {
            case Json.Str(String text) -> Texts.flawOfFreeText(text);
            case Json.Null _ -> Optional.of("must not be null: leave a variable out to remove it");
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _ ->
                Optional.of("must be a string; found " + Words.kind(value));
        };
    }
}
