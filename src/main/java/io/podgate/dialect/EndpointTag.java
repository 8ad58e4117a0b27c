package io.podgate.dialect;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The strong entity tag of an endpoint: a digest of what RunPod says of it, members that nobody here knows included,
 * whatever order they come in. What is no configuration does not count: the workers that run at the moment, and a
 * template shown beside the endpoint.
 */
public final class EndpointTag {

    private static final int BYTES = 16;

    private EndpointTag() {}

    /**
     * Without quotes.
     *
     * @param text an endpoint in RunPod's own text, which was read before
     */
    public static String of(byte[] text) {
        try {
            if (JsonReader.read(text, Answer.MAX_DEPTH) instanceof Json.Obj endpoint) {
                return digest(new Json.Obj(canonical(endpoint, true)).bytes());
            }
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not an endpoint that was read", e);
        }
        throw new IllegalArgumentException("not an endpoint");
    }

    private static Map<String, Json> canonical(Json.Obj object, boolean top) {
        Map<String, Json> sorted = new TreeMap<>();
        object.members().forEach((name, value) -> {
            if (!top || isConfiguration(name, value)) {
                sorted.put(name, value instanceof Json.Obj nested ? new Json.Obj(canonical(nested, false)) : value);
            }
        });
        return sorted;
    }

    /** v1 lists workers under the name under which v2 says how many there may be. */
    private static boolean isConfiguration(String name, Json value) {
        return !name.equals("template") && !(name.equals("workers") && value instanceof Json.Arr);
    }

    private static String digest(byte[] canonical) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
