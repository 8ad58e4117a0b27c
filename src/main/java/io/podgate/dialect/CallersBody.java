package io.podgate.dialect;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.function.Function;

/** A caller's body: one strict JSON object. */
final class CallersBody {

    private static final int MAX_DEPTH = 16;

    private CallersBody() {}

    static ParsedUpdate parse(byte[] body, Function<Json.Obj, ParsedUpdate> understand) {
        try {
            return JsonReader.read(body, MAX_DEPTH) instanceof Json.Obj object
                    ? understand.apply(object)
                    : new ParsedUpdate.Malformed("", "the body must be a JSON object with the fields to change");
        } catch (MalformedJson e) {
            return new ParsedUpdate.Malformed(e.pointer(), e.detail());
        }
    }
}
