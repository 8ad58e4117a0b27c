package io.podgate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Holds JSON against RunPod's published specifications, where they lie beside the repository
 * ({@code ../shared/runpod/openapi-v2.json}); where they do not, the test that insists is skipped.
 *
 * <p>Stricter than the specification in one way: members of the outermost object that its schema does not know are
 * errors too, so that a misspelt one does not pass for an extension.
 */
public final class SpecificationCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://podgate.invalid/openapi-";
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Map<String, SpecificationCheck> LOADED = new ConcurrentHashMap<>();

    private final String dialect;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private SpecificationCheck(String dialect, JsonNode specification) {
        this.dialect = dialect;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(
                        Map.of(BASE + dialect + ".json", strict(specification).toString())));
    }

    /** The specification of {@code v1} or {@code v2}; skips the calling test where it is not to be found. */
    public static SpecificationCheck of(String dialect) {
        Optional<SpecificationCheck> check = find(dialect);
        Assumptions.assumeTrue(check.isPresent(), "skipped: specification not found");
        return check.get();
    }

    /** All that a dialect has, {@code GET /endpoints}; skips the calling test where the specification is not found. */
    public static Set<String> operations(String dialect) {
        Optional<Path> file = locate(dialect);
        Assumptions.assumeTrue(file.isPresent(), "skipped: specification not found");
        Set<String> operations = new HashSet<>();
        read(file.get())
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .map(member -> member.getKey().toUpperCase(Locale.ROOT))
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /** The same for tests that have more to say: asserts where the specification is found, and else does nothing. */
    public static void checkIfFound(String dialect, String schemaName, String json) {
        find(dialect).ifPresent(specification -> specification.check(schemaName, json));
    }

    /** Asserts that the text does not fit, where the specification is found. */
    public static void refuteIfFound(String dialect, String schemaName, String json) {
        find(dialect)
                .ifPresent(specification -> Assertions.assertFalse(
                        specification.errors(schemaName, json).isEmpty(),
                        () -> dialect + " " + schemaName + " allows " + json));
    }

    private static Optional<SpecificationCheck> find(String dialect) {
        return locate(dialect)
                .map(file -> LOADED.computeIfAbsent(dialect, _ -> new SpecificationCheck(dialect, read(file))));
    }

    /** Asserts that the text fits the named schema of {@code components/schemas}. */
    public void check(String schemaName, String json) {
        List<String> errors = errors(schemaName, json);
        Assertions.assertTrue(
                errors.isEmpty(), () -> dialect + " " + schemaName + ": " + String.join("; ", errors) + " in " + json);
    }

    public void check(String schemaName, byte[] json) {
        check(schemaName, new String(json, StandardCharsets.UTF_8));
    }

    /** What is wrong with it; empty where nothing is. */
    public List<String> errors(String schemaName, String json) {
        Schema schema = schemas.computeIfAbsent(
                schemaName, name -> registry.getSchema(SchemaLocation.of(BASE + dialect + ".json#/strict/" + name)));
        try {
            return schema.validate(JSON.readTree(json)).stream()
                    .map(Object::toString)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<Path> locate(String dialect) {
        String file = "shared/runpod/openapi-" + dialect + ".json";
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling(file);
            if (Files.isReadable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schemas in JSON Schema's words, and beside each a strict one that refuses members it does not know. */
    private static JsonNode strict(JsonNode specification) {
        ObjectNode kept = JSON.createObjectNode();
        JsonNode schemas = specification.at("/components/schemas").deepCopy();
        inWordsOfJsonSchema(schemas);
        kept.putObject("components").set("schemas", schemas);
        ObjectNode strict = kept.putObject("strict");
        schemas.fieldNames()
                .forEachRemaining(name -> strict.putObject(name)
                        .put("$ref", "#/components/schemas/" + name)
                        .put("unevaluatedProperties", false));
        return kept;
    }

    private static void inWordsOfJsonSchema(JsonNode schema) {
        schema.forEach(SpecificationCheck::inWordsOfJsonSchema);
        if (schema instanceof ObjectNode object
                && object.path("nullable").asBoolean()
                && object.path("type").isTextual()) {
            ArrayNode types =
                    JSON.createArrayNode().add(object.path("type").asText()).add("null");
            object.set("type", types);
        }
    }
}
