package io.podgate.dialect;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object in one of RunPod's answers. Members that nobody asks for may be anything; one that is asked for is of the
 * kind that was asked, or absent, or null, which is the same as absent.
 */
final class Answer {

    static final int MAX_DEPTH = 64;

    private final Json.Obj object;
    private final String path;

    private Answer(Json.Obj object, String path) {
        this.object = object;
        this.path = path;
    }

    static Answer read(byte[] text) throws GarbledAnswer {
        try {
            return of(JsonReader.read(text, MAX_DEPTH), "");
        } catch (MalformedJson e) {
            throw garbled(e);
        }
    }

    /** One object after the other, from an array or from the named member of an object. */
    static List<Answer> list(byte[] text, String member) throws GarbledAnswer {
        try {
            List<Answer> answers = new ArrayList<>();
            for (Json json : JsonReader.elements(text, member, MAX_DEPTH, JsonReader.Element::json)) {
                answers.add(of(json, place(member, answers.size())));
            }
            return answers;
        } catch (MalformedJson e) {
            throw garbled(e);
        }
    }

    /** The pointer to an element of a list that is the whole text, or the named member of it. */
    static String place(String member, int index) {
        return (member.isEmpty() ? "/" : "/" + member + "/") + index;
    }

    static Answer of(Json json, String path) throws GarbledAnswer {
        if (json instanceof Json.Obj object) {
            return new Answer(object, path);
        }
        throw new GarbledAnswer(
                (path.isEmpty() ? "the answer" : path) + " is " + Words.kind(json) + " where an object is due");
    }

    static GarbledAnswer garbled(MalformedJson e) {
        return new GarbledAnswer(e.pointer().isEmpty() ? e.detail() : e.pointer() + ": " + e.detail());
    }

    /** Whether the member is there, be it null. */
    boolean has(String name) {
        return object.get(name).isPresent();
    }

    Optional<Json> member(String name) {
        return object.get(name).filter(json -> !(json instanceof Json.Null));
    }

    Optional<String> text(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (member.get() instanceof Json.Str(String value)) {
            return Optional.of(value);
        }
        throw wrong(name, member.get(), "a string");
    }

    Optional<Boolean> flag(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (member.get() instanceof Json.Bool(boolean value)) {
            return Optional.of(value);
        }
        throw wrong(name, member.get(), "a boolean");
    }

    Optional<Long> whole(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Numbers.integer(member.get()).orElseThrow(() -> wrong(name, member.get(), "an integer")));
    }

    Optional<Integer> integer(String name) throws GarbledAnswer {
        Optional<Long> whole = whole(name);
        if (whole.isPresent() && whole.get().intValue() != whole.get()) {
            throw new GarbledAnswer(path(name) + " is too large a number");
        }
        return whole.map(Long::intValue);
    }

    Optional<BigDecimal> number(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Numbers.decimal(member.get()).orElseThrow(() -> wrong(name, member.get(), "a number")));
    }

    Optional<List<String>> texts(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (!(member.get() instanceof Json.Arr(List<Json> elements))) {
            throw wrong(name, member.get(), "an array");
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Json element : elements) {
            if (!(element instanceof Json.Str(String value))) {
                throw wrong(name + "/" + texts.size(), element, "a string");
            }
            texts.add(value);
        }
        return Optional.of(texts);
    }

    Optional<Answer> object(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        return member.isEmpty() ? Optional.empty() : Optional.of(of(member.get(), path(name)));
    }

    Optional<List<Answer>> objects(String name) throws GarbledAnswer {
        Optional<Json> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (!(member.get() instanceof Json.Arr(List<Json> elements))) {
            throw wrong(name, member.get(), "an array");
        }
        List<Answer> answers = new ArrayList<>(elements.size());
        for (Json element : elements) {
            answers.add(of(element, path(name) + "/" + answers.size()));
        }
        return Optional.of(answers);
    }

    /** Every member's text. */
    Map<String, String> strings() throws GarbledAnswer {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (!(member.getValue() instanceof Json.Str(String value))) {
                throw wrong(member.getKey(), member.getValue(), "a string");
            }
            strings.put(member.getKey(), value);
        }
        return strings;
    }

    /** The id, which will become part of URLs. */
    String id() throws GarbledAnswer {
        return text("id")
                .filter(id -> Shapes.ID.matcher(id).matches())
                .orElseThrow(() -> new GarbledAnswer(path("id") + " is missing or no id of RunPod's"));
    }

    private String path(String name) {
        return path + "/" + name;
    }

    private GarbledAnswer wrong(String name, Json found, String due) {
        return new GarbledAnswer(path(name) + " is " + Words.kind(found) + " where " + due + " is due");
    }
}
