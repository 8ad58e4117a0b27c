package io.podgate.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the tree of the value at which a parser stands. Where it stands is only spelled out when something is wrong.
 */
final class TreeReader {

    private static final Json TRUE = new Json.Bool(true);
    private static final Json FALSE = new Json.Bool(false);
    private static final Json NULL = new Json.Null();

    private final JsonParser parser;
    private final int maxDepth;

    TreeReader(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    Json value() throws IOException, MalformedJson {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw malformed("the text ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new Json.Str(whole(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> TRUE;
            case VALUE_FALSE -> FALSE;
            case VALUE_NULL -> NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw malformed("a value is due");
        };
    }

    private Json.Obj object() throws IOException, MalformedJson {
        checkDepth();
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            if (members.containsKey(name)) {
                throw malformed("the same name stands there twice");
            }
            parser.nextToken();
            members.put(name, value());
        }
        return new Json.Obj(members);
    }

    private Json.Arr array() throws IOException, MalformedJson {
        checkDepth();
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return new Json.Arr(elements);
    }

    private void checkDepth() throws MalformedJson {
        if (parser.getParsingContext().getNestingDepth() > maxDepth) {
            throw malformed("nested deeper than " + maxDepth + " levels");
        }
    }

    /** Escapes can spell half a surrogate pair, which no UTF-8 text can carry. */
    private String whole(String text) throws MalformedJson {
        if (hasHalfPair(text)) {
            throw malformed("half a surrogate pair stands in a string");
        }
        return text;
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** At the value or member at which the parser stands. */
    MalformedJson malformed(String detail) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new MalformedJson(hasHalfPair(pointer) ? "" : pointer, detail);
    }
}
