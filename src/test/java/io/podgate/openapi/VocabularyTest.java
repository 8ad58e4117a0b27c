package io.podgate.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.podgate.docs.Outcomes;
import io.podgate.endpoint.Field;
import io.podgate.http.ProblemType;
import io.podgate.policy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document uses the words of the code. */
class VocabularyTest {

    private static Set<String> sorted(Stream<String> words) {
        return words.collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_problem_types_are_those_of_the_code() {
        assertEquals(
                sorted(Arrays.stream(ProblemType.values()).map(ProblemType::urn)),
                Document.texts(Document.at("/components/schemas/Problem/properties/type/enum")));
    }

    @Test
    void every_problem_type_has_an_example_with_its_own_title_and_status() {
        Map<String, JsonNode> examples = Document.at("/components/responses")
                .valueStream()
                .flatMap(response -> response.at("/content/application~1problem+json/examples")
                        .propertyStream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, example -> example.getValue().path("value"), (one, another) -> one));
        for (ProblemType type : ProblemType.values()) {
            String name = type.urn().substring(type.urn().lastIndexOf(':') + 1);
            JsonNode example = examples.remove(name);
            assertEquals(type.urn(), example.path("type").asText());
            assertEquals(type.title(), example.path("title").asText());
            assertTrue(
                    type.status() == 0
                            || type.status() == example.path("status").asInt(),
                    name);
        }
        assertEquals(Map.of(), examples);
    }

    @Test
    void a_response_has_examples_of_its_own_status_only() {
        Document.at("/paths")
                .findValues("responses")
                .forEach(responses -> responses
                        .propertyStream()
                        .filter(response -> response.getKey().matches("[45].."))
                        .forEach(response -> Document.at(response.getValue()
                                        .path("$ref")
                                        .asText()
                                        .substring(1))
                                .findValues("status")
                                .forEach(status -> assertEquals(response.getKey(), status.asText()))));
    }

    @Test
    void the_outcomes_are_those_of_the_code() {
        assertEquals(Outcomes.labels(), Document.texts(Document.at("/components/schemas/Outcome/enum")));
    }

    @Test
    void the_values_are_named_as_the_fields_are() {
        assertEquals(
                sorted(Field.all().stream().map(Field::key)),
                Document.names(Document.at("/components/schemas/Values/properties")));
    }

    @Test
    void the_roles_are_those_of_the_code() {
        assertEquals(
                sorted(Arrays.stream(Role.values()).map(Role::key)),
                Document.texts(Document.at("/components/schemas/Me/properties/role/enum")));
    }

    @Test
    void the_version_is_the_projects() throws IOException {
        String version = Document.at("/info/version").asText();
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<version>" + version), version);
    }
}
