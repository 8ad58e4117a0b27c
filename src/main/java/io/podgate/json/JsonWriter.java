package io.podgate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    static byte[] bytes(Json json) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
                JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(json, out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static void write(Json json, JsonGenerator out) throws IOException {
        switch (json) {
            case Json.Obj(Map<String, Json> members) -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case Json.Arr(var elements) -> {
                out.writeStartArray();
                for (Json element : elements) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case Json.Str(String value) -> out.writeString(value);
            case Json.Num(String text) -> out.writeNumber(text);
            case Json.Bool(boolean value) -> out.writeBoolean(value);
            case Json.Null() -> out.writeNull();
        }
    }
}
