package io.podgate.dialect;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables in an endpoint's text. Their values are kept nowhere: an answer is kept without them, and
 * gets those that stand when it is shown again.
 */
public final class Variables {

    private static final String ENV = "env";

    private final Optional<Json> env;

    private Variables(Optional<Json> env) {
        this.env = env;
    }

    /** Those of an endpoint as RunPod shows it. */
    public static Variables of(byte[] endpoint) throws GarbledAnswer {
        return new Variables(object(endpoint).get(ENV));
    }

    /** The text with these variables in place of those that it had. */
    public byte[] in(byte[] endpoint) throws GarbledAnswer {
        Map<String, Json> members = new LinkedHashMap<>(object(endpoint).members());
        env.ifPresentOrElse(values -> members.put(ENV, values), () -> members.remove(ENV));
        return new Json.Obj(members).bytes();
    }

    private static Json.Obj object(byte[] text) throws GarbledAnswer {
        try {
            if (JsonReader.read(text, Answer.MAX_DEPTH) instanceof Json.Obj object) {
                return object;
            }
        } catch (MalformedJson e) {
            throw Answer.garbled(e);
        }
        throw new GarbledAnswer("an endpoint that is not an object");
    }
}
