package io.podgate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads exactly one JSON value: UTF-8 without a byte order mark, no duplicate keys, nothing behind it, no deeper than
 * allowed, and none of the extensions that parsers like to accept.
 */
public final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names are chosen by whoever sends them
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE) // kept as text; the dialects know the bounds
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * One element of a list, the first being 0, and where in the text it stands: from {@code start} to before
     * {@code end}.
     */
    public record Element(Json json, int index, int start, int end) {}

    private interface Reading<T> {
        T from(JsonParser parser, TreeReader tree) throws IOException, MalformedJson;
    }

    /**
     * Reads what a caller sent.
     *
     * @param maxDepth how many objects and arrays may stand inside each other
     */
    public static Json read(byte[] text, int maxDepth) throws MalformedJson {
        return reading(text, maxDepth, (parser, tree) -> tree.value());
    }

    /**
     * Reads an array, or the array that is the named member of an object, telling where each element's own bytes stand.
     * The object's other members are skipped.
     *
     * @param member the member's name; the empty string where the text is the array itself
     * @param use what becomes of each, one after the other, so that no two trees have to be held at once
     */
    public static <T> List<T> elements(byte[] text, String member, int maxDepth, Function<Element, T> use)
            throws MalformedJson {
        return reading(
                text,
                maxDepth,
                (parser, tree) -> member.isEmpty() ? array(parser, tree, use) : arrayIn(member, parser, tree, use));
    }

    private static <T> T reading(byte[] text, int maxDepth, Reading<T> reading) throws MalformedJson {
        Utf8.check(text);
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJson("", "the text is empty; a JSON value is due");
            }
            T result = reading.from(parser, new TreeReader(parser, maxDepth));
            if (followed(parser)) {
                throw new MalformedJson("", "something follows the JSON value; exactly one is due");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw Complaint.about(e, text);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static boolean followed(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static <T> List<T> arrayIn(String member, JsonParser parser, TreeReader tree, Function<Element, T> use)
            throws IOException, MalformedJson {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedJson("", "an object is due");
        }
        List<T> found = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(member);
            parser.nextToken();
            if (!wanted) {
                parser.skipChildren();
            } else if (found == null) {
                found = array(parser, tree, use);
            } else {
                throw tree.malformed("the member stands there twice");
            }
        }
        if (found == null) {
            throw new MalformedJson("", "the member \"" + member + "\" is missing");
        }
        return found;
    }

    private static <T> List<T> array(JsonParser parser, TreeReader tree, Function<Element, T> use)
            throws IOException, MalformedJson {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw tree.malformed("an array is due");
        }
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            Json json = tree.value();
            int end = (int) parser.currentLocation().getByteOffset();
            elements.add(use.apply(new Element(json, elements.size(), start, end)));
        }
        return elements;
    }
}
