package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists of endpoints as bytes: every element keeps its own. */
final class ListText {

    private ListText() {}

    /** Reads one element. */
    interface ElementReader {
        Endpoint read(Answer answer) throws GarbledAnswer;
    }

    static List<Listed> read(byte[] text, String member, ElementReader reader) throws GarbledAnswer {
        try {
            List<Listed> listed = new ArrayList<>();
            for (JsonReader.Element element : JsonReader.elements(text, member, Answer.MAX_DEPTH)) {
                Answer answer = Answer.of(element.json(), Answer.place(member, listed.size()));
                byte[] own = Arrays.copyOfRange(text, element.start(), element.end());
                listed.add(new Listed(reader.read(answer), Payload.of(own)));
            }
            return listed;
        } catch (MalformedJson e) {
            throw Answer.garbled(e);
        }
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
