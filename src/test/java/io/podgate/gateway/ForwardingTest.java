package io.podgate.gateway;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An update that is allowed goes to RunPod once, as it was meant, and RunPod's answer comes back. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ForwardingTest extends GatewayTest {

    @Test
    void one_patch_arrives_with_what_was_asked_for_and_nothing_else() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id, quoted("{ 'workers': {'max' : 5}, 'timeout': 60000 }"))
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .header("Podgate-Runpod-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .body("workers.max", is(5));
        Visit patch = only(patches());
        assertEquals("/v2/serverless/" + id, patch.path());
        assertEquals(quoted("{'workers':{'max':5},'timeout':60000}"), patch.body());
        assertTrue(patch.authorised());
        assertTrue(patch.applied());
    }

    @Test
    void what_is_sent_and_answered_is_what_the_specification_has() {
        SpecificationCheck v2 = SpecificationCheck.of("v2");
        String id = endpoint("lab");
        Response answer = patch(LAB, "/v2/serverless/" + id, quoted("""
                        {'name': 'lab-renamed', 'image': 'ghcr.io/acme/x:2', 'args': '-v', 'disk': 30,
                         'ports': ['8000/http'], 'env': {'A': 'b'}, 'dataCenterIds': [],
                         'gpu': {'pools': ['ADA_24'], 'excludedTypes': [], 'count': 2, 'minCudaVersion': '12.8'},
                         'workers': {'min': 1, 'max': 4, 'idleTimeout': 7},
                         'scaling': {'type': 'QUEUE_DELAY', 'queueDelay': 2.5},
                         'timeout': 0, 'flashboot': 'FLASHBOOT', 'networkVolumes': []}"""));
        answer.then().statusCode(200);
        v2.check("Endpoint", answer.asString());
        v2.check("UpdateEndpointRequest", only(patches()).body());
    }

    @Test
    void an_endpoint_that_is_not_known_is_looked_up_once() {
        String path = "/v2/serverless/" + endpoint("vision");
        patch(VISION, path, "{\"workers\": {\"max\": 4}}").then().statusCode(200);
        patch(VISION, path, "{\"workers\": {\"max\": 5}}").then().statusCode(200);
        patch(VISION, path, "{\"workers\": {\"max\": 6}}").then().statusCode(200);
        assertEquals(List.of("GET", "PATCH", "PATCH", "PATCH"), methods());
    }

    @Test
    void what_changes_nothing_is_not_sent() {
        String path = "/v2/serverless/" + endpoint("vision");
        get(VISION, path).then().statusCode(200);
        byte[] stands = get(VISION, path).asByteArray();
        Response answer = patch(VISION, path, "{\"workers\": {\"max\": 3}}");
        answer.then().statusCode(200).header("Podgate-Outcome", "unchanged");
        assertEquals(new String(stands, java.nio.charset.StandardCharsets.UTF_8), answer.asString());
        assertEquals(0, patches().size());
    }

    @Test
    void what_seems_to_change_nothing_is_read_from_runpod_itself() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        patch(VISION, path, "{\"workers\": {\"max\": 5}}").then().statusCode(200);
        sandbox().alter(id, object("{\"workers\": {\"max\": 2}}"));
        patch(VISION, path, "{\"workers\": {\"max\": 5}}")
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .body("workers.max", is(5));
        assertEquals(2, patches().size());
    }

    @Test
    void pools_without_exclusions_keep_those_that_stand() {
        String path = "/v2/serverless/" + endpoint("vision");
        patch(VISION, path, "{\"gpu\": {\"pools\": [\"AMPERE_24\", \"ADA_24\"]}}")
                .then()
                .statusCode(200);
        assertEquals(
                quoted("{'gpu':{'pools':['AMPERE_24','ADA_24'],"
                        + "'excludedTypes':['NVIDIA RTX A5000','NVIDIA GeForce RTX 3090']}}"),
                only(patches()).body());
    }

    @Test
    void an_answer_that_differs_from_what_was_meant_is_said_aloud() {
        String id = endpoint("vision");
        double before = Management.metric("podgate_answer_differences_total{team=\"vision\"");
        harm(Fault.wipingExclusions().of(id));
        Response answer = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}");
        answer.then().statusCode(200).header("Podgate-Outcome", "applied");
        assertEquals(
                List.of("299 podgate \"RunPod's answer shows another gpuTypes than what was asked for\""),
                answer.headers().getValues("Warning"));
        assertEquals(before + 1, Management.metric("podgate_answer_differences_total{team=\"vision\""));
    }

    @Test
    void of_runpods_headers_only_its_request_id_comes_through() {
        String id = endpoint("vision");
        harm(Fault.answering(new Answer.Truthful())
                .of(id)
                .withHeaders(Map.of(
                        "Set-Cookie",
                        "a=b",
                        "X-Evil",
                        "1",
                        "x-request-id",
                        "req-1",
                        "Server",
                        "runpod",
                        "ETag",
                        "\"x\"")));
        Response answer = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}");
        answer.then()
                .statusCode(200)
                .header("Podgate-Runpod-Request-Id", "req-1")
                .header("Set-Cookie", nullValue())
                .header("X-Evil", nullValue())
                .header("Server", nullValue())
                .header("ETag", not("\"x\""))
                .header("x-request-id", matchesPattern("[0-9a-z]{26}"));
    }

    @Test
    void the_brake_is_sent_though_it_leaves_the_minimum_above() {
        String id = endpoint("vision", "{\"workers\": {\"min\": 1}}");
        Response answer = patch(VISION, "/v1/endpoints/" + id, "{\"workersMax\": 0}");
        assertEquals("{\"workers\":{\"max\":0}}", only(patches()).body());
        assertTrue(
                answer.headers().getValues("Warning").stream().anyMatch(w -> w.startsWith("299 podgate \"")),
                answer.headers().toString());
    }

    @Test
    void me_shows_what_the_caller_is_and_has() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
        get(VISION, "/me")
                .then()
                .statusCode(200)
                .body("caller", is(VISION))
                .body("role", is("caller"))
                .body("team", is("vision"))
                .body("contact", is("#vision-platform"))
                .body("fields", hasItem("workersMax"))
                .body("limits.workersMax.max", is(10))
                .body("overrides.endpoints", is(List.of(List.of("name:vision-train*"))))
                .body("overrides[0].limits.workersMax.max", is(4))
                .body("rateLimit", is("100000/second"))
                .body("endpoints.id", hasItem(id))
                .body("policyRevision", matchesPattern("[0-9a-f]{12}"));
        get(LAB, "/me").then().body("endpoints.id", org.hamcrest.Matchers.not(hasItem(id)));
        get(ONCALL, "/me").then().body("team", nullValue()).body("role", startsWith("platform"));
    }

    @Test
    void me_shows_no_endpoint_of_others_that_the_defaults_speak_of() {
        get(LAB, "/me")
                .then()
                .body(
                        "overrides.endpoints",
                        is(List.of(List.of("labexample0001", "name:*-giant"), List.of("labexample0001"))));
        get(BATCH, "/me").then().body("overrides.endpoints", is(List.of(List.of("name:*-giant"))));
    }

    private List<String> methods() {
        return sandbox().requests().stream()
                .filter(visit -> visit.path().startsWith("/v2/serverless/"))
                .map(Visit::method)
                .toList();
    }

    private static Visit only(List<Visit> visits) {
        assertEquals(1, visits.size(), visits.toString());
        return visits.getFirst();
    }
}
