package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lists of endpoints as bytes: every element keeps its own. */
final class ListText {

    private ListText() {}

    /** Reads one element. */
    interface ElementReader {
        Endpoint read(Answer answer) throws GarbledAnswer;
    }

    static List<Listed> read(byte[] text, String member, ElementReader reader) throws GarbledAnswer {
        try {
            return JsonReader.elements(text, member, Answer.MAX_DEPTH, element -> {
                byte[] own = Arrays.copyOfRange(text, element.start(), element.end());
                return one(element.json(), own, Answer.place(member, element.index()), reader);
            });
        } catch (MalformedJson e) {
            throw Answer.garbled(e);
        }
    }

    private static Listed one(Json element, byte[] own, String place, ElementReader reader) {
        try {
            return new Listed.Shown(reader.read(Answer.of(element, place)), Payload.of(own));
        } catch (GarbledAnswer e) {
            return new Listed.Garbled(id(element), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> id(Json element) {
        return element instanceof Json.Obj endpoint
                        && endpoint.get("id").orElse(null) instanceof Json.Str(String id)
                        && Shapes.ID.matcher(id).matches()
                ? Optional.of(id)
                : Optional.empty();
    }

    static Payload of(String before, List<Payload> elements, String after) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(before.getBytes(UTF_8));
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                list.write(',');
            }
            list.writeBytes(elements.get(i).bytes());
        }
        list.writeBytes(after.getBytes(UTF_8));
        return Payload.of(list.toByteArray());
    }
}
