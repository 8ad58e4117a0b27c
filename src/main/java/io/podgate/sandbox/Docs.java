package io.podgate.sandbox;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reading and editing JSON documents; every edit gives a new document. */
final class Docs {

    private static final int DEPTH = 32;

    private Docs() {}

    static Json.Obj read(byte[] text) throws Refusal {
        try {
            if (JsonReader.read(text, DEPTH) instanceof Json.Obj object) {
                return object;
            }
            throw new Refusal(400, "the body must be a JSON object");
        } catch (MalformedJson e) {
            throw new Refusal(400, "the body is not valid JSON: " + e.detail());
        }
    }

    /** An object of the given names and values, in that order. */
    static Json.Obj object(@Nullable Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), Json.of(namesAndValues[i + 1]));
        }
        return new Json.Obj(members);
    }

    static Json.Obj with(Json.Obj object, String name, @Nullable Object value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(name, Json.of(value));
        return new Json.Obj(members);
    }

    static Json.Obj keep(Json.Obj object, Predicate<String> names) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.keySet().removeIf(names.negate());
        return new Json.Obj(members);
    }

    static Json.Obj without(Json.Obj object, String name) {
        return keep(object, member -> !member.equals(name));
    }

    /** The member where it is an object, else an empty one. */
    static Json.Obj child(Json.Obj object, String name) {
        return object.members().get(name) instanceof Json.Obj child ? child : Json.object();
    }

    /** The member's strings where it is an array, else none. */
    static List<String> texts(Json.Obj object, String name) {
        return elements(object, name).stream()
                .filter(Json.Str.class::isInstance)
                .map(text -> ((Json.Str) text).value())
                .toList();
    }

    /** The member's objects where it is an array, else none. */
    static List<Json.Obj> objects(Json.Obj object, String name) {
        return elements(object, name).stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .toList();
    }

    private static List<Json> elements(Json.Obj object, String name) {
        return object.members().get(name) instanceof Json.Arr(List<Json> elements) ? elements : List.of();
    }

    static Optional<BigDecimal> number(Json.Obj object, String name) {
        return object.members().get(name) instanceof Json.Num(String text)
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    static int integer(Json.Obj object, String name, int otherwise) {
        return number(object, name).map(BigDecimal::intValue).orElse(otherwise);
    }

    /** RFC 7396: objects merge, null removes, everything else replaces. */
    static Json.Obj merge(Json.Obj target, Json.Obj patch) {
        Map<String, Json> members = new LinkedHashMap<>(target.members());
        patch.members().forEach((name, value) -> {
            switch (value) {
                case Json.Null() -> members.remove(name);
                case Json.Obj nested -> members.put(name, merge(child(target, name), nested));
                case Json.Arr _, Json.Str _, Json.Num _, Json.Bool _ -> members.put(name, value);
            }
        });
        return new Json.Obj(members);
    }
}
