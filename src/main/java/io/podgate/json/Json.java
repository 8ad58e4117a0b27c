package io.podgate.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value. Numbers keep their text, so that {@code 5}, {@code 5.0} and {@code 5e0} stay three spellings. */
public sealed interface Json {

    /** What kind of value it is, in words for error messages. */
    String kind();

    /** Members in the order in which they were written. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(members);
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The member's text where it is a string. */
        public Optional<String> string(String name) {
            return members.get(name) instanceof Str(String value) ? Optional.of(value) : Optional.empty();
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = Collections.unmodifiableList(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    record Str(String value) implements Json {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number by its text, as RFC 8259 spells numbers. */
    record Num(String text) implements Json {
        @Override
        public String kind() {
            return "the number " + text;
        }
    }

    record Bool(boolean value) implements Json {
        @Override
        public String kind() {
            return String.valueOf(value);
        }
    }

    record Null() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    static Obj object() {
        return new Obj(Map.of());
    }

    /**
     * The value as JSON: null, booleans, numbers, strings, maps, collections, arrays of objects, and Json itself.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Json of(@Nullable Object plain) {
        return switch (plain) {
            case null -> new Null();
            case Json json -> json;
            case Optional<?> optional -> of(optional.orElse(null));
            case Boolean bool -> new Bool(bool);
            case BigDecimal number -> new Num(number.toPlainString());
            case Number number -> new Num(number.toString());
            case CharSequence text -> new Str(text.toString());
            case Enum<?> constant -> new Str(constant.name());
            case Map<?, ?> map -> {
                Map<String, Json> members = new LinkedHashMap<>();
                map.forEach((key, value) -> members.put(String.valueOf(key), of(value)));
                yield new Obj(members);
            }
            case Iterable<?> iterable -> {
                List<Json> elements = new ArrayList<>();
                iterable.forEach(element -> elements.add(of(element)));
                yield new Arr(elements);
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + plain.getClass());
        };
    }

    /**
     * The text of what {@link #of} takes, without making values of it first.
     *
     * @throws IllegalArgumentException for anything else
     */
    static byte[] bytes(@Nullable Object plain) {
        return JsonWriter.bytes(plain);
    }

    /** The same as a text. */
    static String text(@Nullable Object plain) {
        return new String(bytes(plain), StandardCharsets.UTF_8);
    }

    /** Compact UTF-8 text. */
    default byte[] bytes() {
        return JsonWriter.bytes(this);
    }
}
