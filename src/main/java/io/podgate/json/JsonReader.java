package io.podgate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads exactly one JSON value: UTF-8 without a byte order mark, no duplicate keys, nothing behind it, no deeper than
 * allowed, and none of the extensions that parsers like to accept.
 */
public final class JsonReader {

    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int NO_STACK = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NO_STACK)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxDepth;

    private JsonReader(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    /** One element of a list, and where in the text it stands: from {@code start} to before {@code end}. */
    public record Element(Json json, int start, int end) {}

    /**
     * Reads what a caller sent.
     *
     * @param maxDepth how many objects and arrays may stand inside each other
     */
    public static Json read(byte[] text, int maxDepth) throws MalformedJson {
        CharBuffer chars = Utf8.decode(text);
        try (JsonParser parser =
                FACTORY.createParser(chars.array(), chars.arrayOffset() + chars.position(), chars.remaining())) {
            JsonReader reader = new JsonReader(parser, maxDepth);
            if (parser.nextToken() == null) {
                throw new MalformedJson("", "the body is empty; a JSON object is due");
            }
            Json json = reader.value("", 1);
            if (parser.nextToken() != null) {
                throw new MalformedJson("", "something follows the JSON value; exactly one is due");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /**
     * Reads an array, or the array that is the named member of an object, telling where each element's own bytes stand.
     *
     * @param member the member's name; the empty string where the text is the array itself
     */
    public static List<Element> elements(byte[] text, String member, int maxDepth) throws MalformedJson {
        Utf8.decode(text);
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader reader = new JsonReader(parser, maxDepth);
            if (!member.isEmpty()) {
                reader.enter(member);
            }
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedJson(member.isEmpty() ? "" : Pointers.child("", member), "an array is due");
            }
            List<Element> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                Json json = reader.value("/" + elements.size(), 2);
                int end = (int) parser.currentLocation().getByteOffset();
                elements.add(new Element(json, start, end));
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private void enter(String member) throws IOException, MalformedJson {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedJson("", "an object is due");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(member)) {
                return;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        throw new MalformedJson("", "the member \"" + member + "\" is missing");
    }

    private Json value(String pointer, int depth) throws IOException, MalformedJson {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new MalformedJson(pointer, "the text ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(pointer, deeper(pointer, depth));
            case START_ARRAY -> array(pointer, deeper(pointer, depth));
            case VALUE_STRING -> new Json.Str(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new MalformedJson(pointer, "a value is due");
        };
    }

    private int deeper(String pointer, int depth) throws MalformedJson {
        if (depth > maxDepth) {
            throw new MalformedJson(pointer, "nested deeper than " + maxDepth + " levels");
        }
        return depth + 1;
    }

    private Json.Obj object(String pointer, int depth) throws IOException, MalformedJson {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = Pointers.child(pointer, name);
            parser.nextToken();
            if (members.put(name, value(at, depth)) != null) {
                throw new MalformedJson(at, "the member \"" + name + "\" is said twice");
            }
        }
        return new Json.Obj(members);
    }

    private Json.Arr array(String pointer, int depth) throws IOException, MalformedJson {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(pointer + "/" + elements.size(), depth));
        }
        return new Json.Arr(elements);
    }

    /** The parser's own words, without the excerpt of the text that some of them carry. */
    private static MalformedJson notJson(JsonProcessingException e) {
        var at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new MalformedJson("", "not JSON" + where);
    }
}
