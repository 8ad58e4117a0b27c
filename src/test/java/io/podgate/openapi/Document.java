package io.podgate.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, read strictly. */
public final class Document {

    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonNode ROOT = read();

    private Document() {}

    private static JsonNode read() {
        try (InputStream in = Document.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return STRICT.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode root() {
        return ROOT;
    }

    /** What stands there; an error where nothing does. */
    public static JsonNode at(String pointer) {
        return ROOT.requiredAt(JsonPointer.compile(pointer));
    }

    /** The names of an object's members. */
    public static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    /** All members of this name, at any depth. */
    static Collection<JsonNode> all(String name) {
        return ROOT.findValues(name);
    }
}
