package io.podgate.gateway;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of both dialects in front of a RunPod that speaks v2. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class DialectsOnV2Test extends GatewayTest {

    private String stands(String id) {
        return new String(sandbox().endpoint(id).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    /** Podgate tells it on top of what v1's own answer has. */
    private static byte[] withoutFlashBoot(Response answer) {
        Map<String, Json> members =
                new LinkedHashMap<>(object(answer.asString()).members());
        members.remove("flashboot");
        return new Json.Obj(members).bytes();
    }

    @Test
    void the_same_dialect_is_runpods_own_bytes() {
        String id = endpoint("vision");
        assertEquals(stands(id), get(VISION, "/v2/serverless/" + id).asString());
        assertEquals(
                stands(id).replace("\"max\":3", "\"max\":4"),
                patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                        .asString());
        String list = fresh(VISION, "/v2/serverless").asString();
        assertTrue(list.startsWith("{\"endpoints\":["), list);
        assertTrue(list.contains(stands(id)), list);
    }

    @Test
    void a_list_has_a_few_warnings_however_long_it_is() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> endpoint("vision", "{\"gpu\": {\"pools\": [\"UNKNOWN_" + i + "\"]}}"))
                .toList();
        try {
            List<String> warnings = fresh(VISION, "/v1/endpoints")
                    .then()
                    .statusCode(200)
                    .extract()
                    .headers()
                    .getValues("Warning");
            assertEquals(9, warnings.size());
            assertTrue(
                    warnings.getLast()
                            .matches("299 podgate \"And 1[0-9] more; an endpoint that is read by itself comes with its"
                                    + " own.\""),
                    warnings.getLast());
        } finally {
            ids.forEach(sandbox()::remove);
        }
    }

    @Test
    void a_list_shows_what_the_team_owns_and_nothing_else() {
        String own = endpoint("vision");
        String other = endpoint("lab");
        for (String route : List.of("/v2/serverless", "/v1/endpoints")) {
            String path = route.startsWith("/v1") ? "id" : "endpoints.id";
            fresh(READER, route).then().statusCode(200).body(path, hasItem(own)).body(path, not(hasItem(other)));
        }
    }

    @Test
    void a_v1_caller_reads_v1() {
        String id = endpoint("vision");
        Response answer = get(VISION, "/v1/endpoints/" + id);
        answer.then()
                .statusCode(200)
                .body("id", is(id))
                .body("computeType", is("GPU"))
                .body("gpuTypeIds", is(List.of("NVIDIA L4")))
                .body("workersMax", is(3))
                .body("scalerType", is("QUEUE_DELAY"))
                .body("scalerValue", is(4))
                .body("dataCenterIds", is(List.of("EU-RO-1")))
                .body("templateId", nullValue());
        SpecificationCheck.of("v1").check("Endpoint", withoutFlashBoot(answer));
    }

    @ParameterizedTest
    @CsvSource({"PATCH, ''", "POST, /update"})
    void a_v1_caller_updates_by_either_method(String method, String suffix) {
        String id = endpoint("vision");
        as(VISION)
                .contentType("application/json")
                .body("{\"workersMax\": 5, \"gpuTypeIds\": [\"NVIDIA L4\", \"NVIDIA GeForce RTX 4090\"]}")
                .request(method, "/v1/endpoints/" + id + suffix)
                .then()
                .statusCode(200)
                .body("workersMax", is(5))
                .body("gpuTypeIds", containsInAnyOrder("NVIDIA L4", "NVIDIA GeForce RTX 4090"));
        assertEquals(
                Optional.of(object("{\"max\":5}")),
                object(patches().getFirst().body()).get("workers"));
        SpecificationCheck.of("v2")
                .check("UpdateEndpointRequest", patches().getFirst().body());
    }

    @Test
    void the_published_v1_example_goes_through() {
        sandbox().seed(object("{\"id\": \"labexample0001\", \"name\": \"lab-example\"}"));
        Response answer = patch(LAB, "/v1/endpoints/labexample0001", Resources.text("example-v1-request.json"));
        answer.then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .body("name", is("<string>"))
                .body("gpuTypeIds", is(List.of("NVIDIA GeForce RTX 4090")))
                .body("allowedCudaVersions", is(List.of("12.8")))
                .body("workersMax", is(3));
        Json.Obj sent = object(patches().getFirst().body());
        assertTrue(!sent.members().containsKey("templateId") && !sent.members().containsKey("cpu"), sent.toString());
        SpecificationCheck.of("v2")
                .check("UpdateEndpointRequest", patches().getFirst().body());
        SpecificationCheck.of("v1").check("Endpoint", withoutFlashBoot(answer));
    }

    @Test
    void workers_and_releases_are_runpods_own_text() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id + "/workers").then().statusCode(200);
        get(VISION, "/v2/serverless/" + id + "/releases").then().statusCode(200);
        assertEquals(
                List.of("/v2/serverless/" + id + "/workers", "/v2/serverless/" + id + "/releases"),
                visits("GET").stream()
                        .map(v -> v.path())
                        .filter(path -> path.matches(".*/(workers|releases)"))
                        .toList());
    }

    @Test
    void several_sizes_of_a_flavour_go_through_and_stay() {
        String id = cpuEndpoint("lab");
        List<Map<String, Object>> sizes =
                List.of(Map.of("id", "cpu5g", "vcpuCount", 16), Map.of("id", "cpu5g", "vcpuCount", 8));
        String body = quoted("{'cpu': [{'id': 'cpu5g', 'vcpuCount': 16}, {'id': 'cpu5g', 'vcpuCount': 8}]}");
        Response applied = patch(LAB, "/v2/serverless/" + id, body);
        applied.then().statusCode(200).header("Podgate-Outcome", "applied").body("cpu.vcpuCount", is(List.of(16, 8)));
        assertEquals(object(body), object(patches().getLast().body()));
        get(LAB, "/decisions/" + applied.header("Podgate-Decision-Id"))
                .then()
                .body("changes.find { it.field == 'vcpuCount' }.after", is(sizes));
        patch(LAB, "/v2/serverless/" + id, body).then().header("Podgate-Outcome", "unchanged");
        patch(LAB, "/v1/endpoints/" + id, "{\"cpuFlavorIds\": [\"cpu5g\"]}")
                .then()
                .header("Podgate-Outcome", "unchanged");
        patch(
                        LAB,
                        "/v2/serverless/" + id,
                        quoted("{'cpu': [{'id': 'cpu5g', 'vcpuCount': 8}, {'id': 'cpu5g', 'vcpuCount': 8}]}"))
                .then()
                .statusCode(422)
                .body("violations.pointer", is(List.of("/cpu/1")));
        assertEquals(1, patches().size());
    }
}
