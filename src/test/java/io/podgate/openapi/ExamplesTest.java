package io.podgate.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.policy.PolicyCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document shows is what it says, and what the gateway understands. */
class ExamplesTest {

    private static final String BASE = "https://podgate.invalid/openapi.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(BASE, Document.root().toString())));

    /** Where a body with examples is described. */
    private static Stream<String> bodies() {
        return Stream.concat(
                Stream.of("requestBodies", "responses")
                        .flatMap(kind -> Document.at("/components/" + kind)
                                .propertyStream()
                                .map(body -> "/components/" + kind + "/" + body.getKey() + "/content")),
                Document.at("/paths")
                        .propertyStream()
                        .map(path -> "/paths/" + path.getKey().replace("/", "~1") + "/get/responses/200/content")
                        .filter(content -> !Document.root().at(content).isMissingNode()));
    }

    private static List<String> errors(String schema, JsonNode value) {
        Schema validator = REGISTRY.getSchema(SchemaLocation.of(BASE + "#" + schema));
        return validator.validate(value.toString(), com.networknt.schema.InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode value(JsonNode example) {
        String reference = example.path("$ref").asText();
        return (reference.isEmpty() ? example : Document.at(reference.substring(1))).path("value");
    }

    @Test
    void every_example_fits_its_schema() {
        List<String> shown = bodies().toList();
        assertEquals(40, shown.size());
        for (String content : shown) {
            Document.at(content).propertyStream().forEach(media -> {
                String at = content + "/" + media.getKey().replace("/", "~1");
                JsonNode examples = media.getValue().path("examples");
                assertTrue(!examples.isEmpty(), at);
                examples.propertyStream()
                        .forEach(example -> assertEquals(
                                List.of(),
                                errors(at + "/schema", value(example.getValue())),
                                at + " " + example.getKey()));
            });
        }
    }

    @Test
    void every_update_that_is_shown_is_understood() {
        understood(Dialect.V1, "V1Update");
        understood(Dialect.V2, "V2Update");
    }

    @Test
    void the_candidate_that_is_shown_is_a_policy_without_warnings(@TempDir Path directory) throws IOException {
        String content = "/paths/~1platform~1policy~1preview/post/requestBody/content/application~1yaml";
        for (JsonNode example : Document.at(content + "/examples")) {
            assertEquals(List.of(), errors(content + "/schema", value(example)));
            Path file = Files.writeString(
                    directory.resolve("candidate.yaml"), value(example).asText());
            PolicyCheck.Report report = PolicyCheck.check(file);
            assertEquals(List.of(), report.errors());
            assertEquals(List.of(), report.warnings());
        }
    }

    private static void understood(Dialect dialect, String update) {
        Document.at("/components/requestBodies/" + update + "/content/application~1json/examples")
                .forEach(example -> assertInstanceOf(
                        ParsedUpdate.Understood.class,
                        dialect.parseUpdate(value(example).toString().getBytes(StandardCharsets.UTF_8))));
    }
}
