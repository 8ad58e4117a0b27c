package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.gateway.Profiles.InFrontOfV1;
import io.podgate.json.Json;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of both dialects in front of a RunPod that speaks v1. */
@QuarkusTest
@TestProfile(InFrontOfV1.class)
class DialectsOnV1Test extends GatewayTest {

    /** What RunPod itself says, past the gateway. */
    private String stands(String path) {
        return anonymous()
                .port(sandbox().port())
                .header("Authorization", "Bearer " + Runpod.KEY)
                .get(path)
                .asString();
    }

    @Test
    void the_same_dialect_is_runpods_own_bytes() {
        String id = endpoint("vision");
        assertEquals(
                stands("/v1/endpoints/" + id),
                get(VISION, "/v1/endpoints/" + id).asString());
        String updated =
                patch(VISION, "/v1/endpoints/" + id, "{\"workersMax\": 4}").asString();
        assertEquals(stands("/v1/endpoints/" + id), updated);
        String list = get(VISION, "/v1/endpoints").asString();
        assertTrue(list.startsWith("[{") && list.contains(updated), list);
    }

    @Test
    void workers_and_template_are_asked_for_as_v1_does() {
        String id = endpoint("vision", "{\"workers\": {\"min\": 1}}");
        assertEquals(
                stands("/v1/endpoints/" + id + "?includeTemplate=true&includeWorkers=true"),
                get(VISION, "/v1/endpoints/" + id + "?includeTemplate=true&includeWorkers=true")
                        .asString());
    }

    @ParameterizedTest
    @CsvSource({"PATCH, ''", "POST, /update"})
    void a_v1_caller_updates_by_either_method(String method, String suffix) {
        String id = endpoint("vision");
        as(VISION)
                .contentType("application/json")
                .body("{\"workersMax\": 5, \"scalerValue\": 7}")
                .request(method, "/v1/endpoints/" + id + suffix)
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .body("workersMax", is(5))
                .body("scalerValue", is(7));
        assertEquals(1, patches().size());
        SpecificationCheck.of("v1")
                .check("EndpointUpdateInput", patches().getFirst().body());
    }

    @Test
    void the_published_v1_example_goes_through() {
        sandbox().seed(object("{\"id\": \"labexample0001\", \"name\": \"lab-example\"}"));
        Response answer = patch(LAB, "/v1/endpoints/labexample0001", Resources.text("example-v1-request.json"));
        answer.then().statusCode(200).header("Podgate-Outcome", "applied").body("name", is("<string>"));
        Json.Obj sent = object(patches().getFirst().body());
        assertEquals("30zmvf89kd", sent.string("templateId").orElse(""));
        assertTrue(
                !sent.members().containsKey("cpuFlavorIds") && !sent.members().containsKey("vcpuCount"),
                sent.toString());
        SpecificationCheck.of("v1")
                .check("EndpointUpdateInput", patches().getFirst().body());
    }

    @Test
    void a_v2_caller_reads_and_updates_what_v1_can_say() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id)
                .then()
                .statusCode(200)
                .body("id", is(id))
                .body("workers.max", is(3))
                .body("scaling.type", is("QUEUE_DELAY"));
        patch(
                        VISION,
                        "/v2/serverless/" + id,
                        "{\"workers\": {\"max\": 5}, \"scaling\": {\"type\": \"REQUEST_COUNT\", \"requestCount\": 3}}")
                .then()
                .statusCode(200)
                .body("workers.max", is(5))
                .body("scaling.requestCount", is(3));
        assertEquals(
                object("{\"workersMax\":5,\"scalerType\":\"REQUEST_COUNT\",\"scalerValue\":3}"),
                object(patches().getFirst().body()));
        fresh(VISION, "/v2/serverless")
                .then()
                .body("endpoints.id", hasItem(id))
                .body("endpoints.id", not(hasItem(endpoint("lab"))));
    }

    private List<String> templatesRead() {
        return visits("GET").stream()
                .map(Visit::path)
                .filter(path -> path.startsWith("/v1/templates/"))
                .map(path -> path.replaceAll(".*/|[?].*", ""))
                .toList();
    }

    @Test
    void a_template_is_judged_by_what_is_in_it_and_sent_as_its_id() {
        String id = endpoint("batch");
        String next = "{\"templateId\": \"h8f3k2mvq1\"}";
        patch(BATCH, "/v1/endpoints/" + id, next)
                .then()
                .statusCode(403)
                .body("violations.rule", is(List.of("limits.image", "limits.disk")))
                .body("violations.pointer", is(List.of("/templateId", "/templateId")));
        assertEquals(List.of("h8f3k2mvq1"), templatesRead());
        assertEquals(List.of(), patches());
        for (String route : List.of("/v1/endpoints/", "/v2/serverless/")) {
            String other = endpoint("batch");
            patch(BATCH, route + other, "{\"templateId\": \"30zmvf89kd\"}")
                    .then()
                    .statusCode(200)
                    .header("Podgate-Outcome", "applied");
            assertEquals(
                    object("{\"templateId\":\"30zmvf89kd\"}"),
                    object(patches().getLast().body()));
        }
    }

    @Test
    void a_dry_run_shows_what_a_template_would_change() {
        String id = endpoint("lab");
        patch(LAB, "/v1/endpoints/" + id + "?dryRun=true", "{\"templateId\": \"h8f3k2mvq1\"}")
                .then()
                .statusCode(200)
                .body("verdict", is("allow"))
                .body("changes.field", is(List.of("template", "image", "args", "disk", "ports", "env", "registry")))
                .body("after.image", is("ghcr.io/acme/worker:2.0.0-rc1"))
                .body("request.body", is(Map.of("templateId", "h8f3k2mvq1")));
    }

    @Test
    void the_template_that_stands_is_neither_read_nor_sent() {
        String id = endpoint("batch");
        String body = "{\"templateId\": \"30zmvf89kd\"}";
        patch(BATCH, "/v1/endpoints/" + id, body).then().header("Podgate-Outcome", "applied");
        patch(BATCH, "/v1/endpoints/" + id, body).then().header("Podgate-Outcome", "unchanged");
        assertEquals(List.of("30zmvf89kd"), templatesRead());
        assertEquals(1, patches().size());
    }

    @Test
    void a_template_that_v1_does_not_show_or_that_is_for_pods_is_RunPods_refusal() {
        String id = endpoint("lab");
        patch(LAB, "/v1/endpoints/" + id, "{\"templateId\": \"nobody\"}")
                .then()
                .statusCode(404)
                .body("type", is("urn:podgate:problem:runpod-rejected"))
                .body("detail", containsString("template not found"));
        patch(LAB, "/v1/endpoints/" + id, "{\"templateId\": \"9x4m2p7vkd\"}")
                .then()
                .statusCode(422)
                .body("type", is("urn:podgate:problem:runpod-rejected"))
                .body("detail", containsString("not a serverless template"));
        assertEquals(List.of(), patches());
    }

    @Test
    void no_template_is_read_for_somebody_who_may_not_apply_one() {
        patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{\"templateId\": \"30zmvf89kd\"}")
                .then()
                .statusCode(403)
                .body("violations.rule", is(List.of("fields")));
        assertEquals(List.of(), templatesRead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"flashboot\": true}", "{\"cpuFlavorIds\": [\"cpu3c\"]}", "{\"vcpuCount\": 8}"})
    void what_v1_does_not_show_is_sent_each_time(String body) {
        String id = cpuEndpoint("lab");
        for (int times = 1; times <= 2; times++) {
            patch(LAB, "/v1/endpoints/" + id, body)
                    .then()
                    .statusCode(200)
                    .header("Podgate-Outcome", "applied")
                    .header("Warning", nullValue());
            assertEquals(times, patches().size());
            assertEquals(object(body), object(patches().getLast().body()));
        }
    }

    @Test
    void vcpus_that_v1_does_not_show_do_not_excuse_what_is_above_a_limit() {
        String id = cpuEndpoint("batch");
        for (int count : List.of(8, 6)) {
            patch(BATCH, "/v1/endpoints/" + id, "{\"vcpuCount\": " + count + "}")
                    .then()
                    .statusCode(403)
                    .body("violations.rule", is(List.of("limits.vcpuCount")));
        }
        assertEquals(List.of(), patches());
        patch(BATCH, "/v1/endpoints/" + id, "{\"vcpuCount\": 4}")
                .then()
                .header("Podgate-Outcome", "applied")
                .body("instanceIds", is(List.of("cpu3c-4-8")));
    }

    @Test
    void other_flavours_alone_leave_the_vcpus_as_they_are() {
        patch(BATCH, "/v1/endpoints/" + cpuEndpoint("batch"), "{\"cpuFlavorIds\": [\"cpu5c\"]}")
                .then()
                .header("Podgate-Outcome", "applied")
                .body("instanceIds", is(List.of("cpu5c-8-16")));
    }

    @Test
    void what_v1_cannot_say_is_refused() {
        patch(LAB, "/v2/serverless/" + endpoint("lab"), "{\"image\": \"ghcr.io/acme/x:2\"}")
                .then()
                .statusCode(422)
                .body("type", is("urn:podgate:problem:invalid-update"))
                .body("violations.pointer", is(List.of("/image")));
        assertEquals(0, patches().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"workers", "releases"})
    void what_v1_does_not_tell_is_not_supported(String part) {
        get(VISION, "/v2/serverless/" + endpoint("vision") + "/" + part)
                .then()
                .statusCode(501)
                .body("type", is("urn:podgate:problem:not-supported"));
    }
}
