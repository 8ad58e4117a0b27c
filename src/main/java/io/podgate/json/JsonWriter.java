package io.podgate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes values and plain objects alike, so that what is only written needs no tree. */
final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    static byte[] bytes(@Nullable Object plain) {
        Text text = new Text();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(plain, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.bytes();
    }

    /** The generator has a buffer of its own, which it uses again: nearly all texts come in one piece that fits. */
    private static final class Text extends ByteArrayOutputStream {

        Text() {
            super(0);
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private static void write(@Nullable Object plain, JsonGenerator out) throws IOException {
        switch (plain) {
            case null -> out.writeNull();
            case String text -> out.writeString(text); // by far the most, and the quickest to tell
            case Json json -> write(json, out);
            case CharSequence text -> out.writeString(text.toString());
            case Map<?, ?> map -> members(map, out);
            case Iterable<?> iterable -> elements(iterable, out);
            case Optional<?> optional -> write(optional.orElse(null), out);
            case Boolean bool -> out.writeBoolean(bool);
            case BigDecimal number -> out.writeNumber(number.toPlainString());
            case Number number -> out.writeNumber(number.toString());
            case Enum<?> constant -> out.writeString(constant.name());
            default -> throw new IllegalArgumentException("not a JSON value: " + plain.getClass());
        }
    }

    private static void write(Json json, JsonGenerator out) throws IOException {
        switch (json) {
            case Json.Obj(var members) -> members(members, out);
            case Json.Arr(var elements) -> elements(elements, out);
            case Json.Str(String value) -> out.writeString(value);
            case Json.Num(String text) -> out.writeNumber(text);
            case Json.Bool(boolean value) -> out.writeBoolean(value);
            case Json.Null() -> out.writeNull();
        }
    }

    private static void members(Map<?, ?> members, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.writeFieldName(String.valueOf(member.getKey()));
            write(member.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void elements(Iterable<?> elements, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object element : elements) {
            write(element, out);
        }
        out.writeEndArray();
    }
}
