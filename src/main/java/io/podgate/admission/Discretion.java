package io.podgate.admission;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes values of environment variables out of RunPod's words, which may repeat what was sent or what stands: instead
 * of a value the variable's name stands there in braces.
 */
final class Discretion {

    /** Shorter values are found by chance within other words, and so count only where they stand alone. */
    private static final int TELLING = 4;

    private final Map<String, String> names =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** @param endpoints whose values are nobody's business */
    Discretion(EndpointConfig... endpoints) {
        for (EndpointConfig endpoint : endpoints) {
            endpoint.get(Field.ENV)
                    .map(Env::variables)
                    .orElse(Map.of())
                    .forEach((name, value) -> names.put(value, name));
        }
        names.remove("");
    }

    String about(String words) {
        String discreet = words;
        for (Map.Entry<String, String> variable : names.entrySet()) {
            String name = "{" + variable.getValue() + "}";
            discreet = variable.getKey().length() >= TELLING
                    ? discreet.replace(variable.getKey(), name)
                    : Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(variable.getKey()) + "(?![A-Za-z0-9])")
                            .matcher(discreet)
                            .replaceAll(Matcher.quoteReplacement(name));
        }
        return discreet;
    }
}
