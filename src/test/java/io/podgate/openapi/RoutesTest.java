package io.podgate.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.podgate.docs.Routes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document and the routes agree, in both directions. */
class RoutesTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private record Operation(String path, String method, JsonNode said, JsonNode pathSaid) {
        String route() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }

        /** Parameters of the path and of the operation, with references followed. */
        Stream<JsonNode> parameters() {
            return Stream.of(pathSaid.path("parameters"), said.path("parameters"))
                    .flatMap(list -> list.valueStream())
                    .map(reference ->
                            Document.at(reference.path("$ref").asText().substring(1)));
        }
    }

    private static Stream<Operation> operations() {
        return Document.root()
                .path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member ->
                                new Operation(path.getKey(), member.getKey(), member.getValue(), path.getValue())));
    }

    @Test
    void every_route_is_described_and_nothing_else_is() {
        Set<String> routes = new TreeSet<>();
        Routes.all().forEach(route -> routes.add(route.name()));
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.route()));
        assertEquals(routes, described);
    }

    @Test
    void every_parameter_of_a_path_is_declared() {
        operations()
                .forEach(operation -> assertEquals(
                        PARAMETER
                                .matcher(operation.path())
                                .results()
                                .map(match -> match.group(1))
                                .collect(Collectors.toSet()),
                        operation
                                .parameters()
                                .filter(parameter ->
                                        parameter.path("in").asText().equals("path"))
                                .map(parameter -> parameter.path("name").asText())
                                .collect(Collectors.toSet()),
                        operation.route()));
    }

    @Test
    void every_operation_says_who_may_come_in() {
        Map<String, Set<String>> roles =
                Routes.all().stream().collect(Collectors.toMap(Routes.Route::name, Routes.Route::roles));
        operations()
                .forEach(operation -> roles.get(operation.route())
                        .forEach(role -> assertTrue(
                                operation.said().path("description").asText().contains("`" + role + "`"),
                                operation.route() + " is open to " + role)));
    }

    @Test
    void every_reference_leads_somewhere() {
        Document.all("$ref").forEach(reference -> Document.at(reference.asText().substring(1)));
    }

    @Test
    void everything_that_is_declared_is_used() {
        Set<String> used = Document.all("$ref").stream().map(JsonNode::asText).collect(Collectors.toSet());
        Document.at("/components").propertyStream().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                Document.names(kind.getValue()).forEach(name -> {
                    String reference = "#/components/" + kind.getKey() + "/" + name;
                    assertTrue(used.contains(reference), reference);
                });
            }
        });
    }
}
