package io.podgate.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words of JSON Schema that {@link PolicySchema} speaks in. */
final class SchemaWords {

    private static final String TIME =
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2}(:\\d{2})?)";

    /** Of nine digits, as the readers take them. */
    private static final int LARGEST = 999_999_999;

    private SchemaWords() {}

    /**
     * An object of which nothing but these keys may be said.
     *
     * @param member the schema of a key's value
     */
    static Map<String, Object> object(Keys keys, Function<String, Object> member, String... required) {
        Map<String, Object> members = new LinkedHashMap<>();
        new TreeSet<>(keys.known()).forEach(key -> members.put(key, member.apply(key)));
        return object(members, Arrays.asList(required));
    }

    private static Map<String, Object> object(Map<String, Object> members, Collection<String> required) {
        if (!members.keySet().containsAll(required)) {
            throw new IllegalStateException("required but not known: " + required);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.put("additionalProperties", false);
        schema.put("properties", members);
        return schema;
    }

    /** For each key the demand that it is said; any or exactly one of them is to hold. */
    static List<Object> required(Stream<String> keys) {
        return keys.sorted()
                .<Object>map(key -> Map.of("required", List.of(key)))
                .toList();
    }

    static Map<String, Object> map(Object values) {
        return Map.of("type", "object", "additionalProperties", values);
    }

    /** An object with keys of the author's own, one at least, none of them empty. */
    static Map<String, Object> entries(Object values) {
        Map<String, Object> entries = new LinkedHashMap<>(map(values));
        entries.put("minProperties", 1);
        entries.put("propertyNames", Map.of("minLength", 1));
        return entries;
    }

    static Map<String, Object> list(Object elements) {
        return Map.of("type", "array", "items", elements);
    }

    /** A list that is not empty. */
    static Map<String, Object> some(Object elements) {
        return Map.of("type", "array", "items", elements, "minItems", 1);
    }

    static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    static Map<String, Object> text(String pattern) {
        return Map.of("type", "string", "pattern", "^(?:" + pattern + ")$");
    }

    static Map<String, Object> oneOf(Collection<String> words) {
        return Map.of("enum", List.copyOf(new TreeSet<>(words)));
    }

    static Map<String, Object> constant(String word) {
        return Map.of("const", word);
    }

    static Map<String, Object> truth() {
        return Map.of("type", "boolean");
    }

    static Map<String, Object> count() {
        return whole(0);
    }

    static Map<String, Object> positive() {
        return whole(1);
    }

    private static Map<String, Object> whole(int least) {
        return Map.of("type", "integer", "minimum", least, "maximum", LARGEST);
    }

    static Map<String, Object> money() {
        return Map.of("type", "number", "minimum", 0, "exclusiveMaximum", LARGEST + 1);
    }

    /** A name that YAML may take for something else, such as 12.4. */
    static Map<String, Object> word() {
        return Map.of("type", List.of("string", "number", "boolean"));
    }

    static Map<String, Object> any(Object... schemas) {
        return Map.of("anyOf", List.of(schemas));
    }

    static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/$defs/" + name);
    }

    /** A moment with its offset. */
    static Map<String, Object> time() {
        Map<String, Object> time = new LinkedHashMap<>(text(TIME));
        time.put("format", "date-time");
        return time;
    }

    static IllegalStateException unknown(String key) {
        return new IllegalStateException("no schema for the key " + key);
    }
}
