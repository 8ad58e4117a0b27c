package io.podgate.gateway;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What would be, without anything being sent. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class DryRunTest extends GatewayTest {

    @AfterEach
    void nothing_was_sent() {
        assertEquals(0, patches().size());
    }

    @Test
    void allowed() {
        String id = endpoint("vision");
        patch(VISION, "/v1/endpoints/" + id + "?dryRun=true", "{\"workersMax\": 5, \"gpuTypeIds\": [\"NVIDIA L4\"]}")
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "dry-run")
                .body("verdict", is("allow"))
                .body("before.workersMax", is(3))
                .body("after.workersMax", is(5))
                .body("changes", is(List.of(Map.of("field", "workersMax", "before", 3, "after", 5))))
                .body("violations", empty())
                .body("exceptions", empty())
                .body("request.method", is("PATCH"))
                .body("request.path", is("/v2/serverless/" + id))
                .body("request.body.workers.max", is(5))
                .body("request.body.gpu.pools", is(List.of("AMPERE_24")));
    }

    @Test
    void denied() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id + "?dryRun=true", "{\"workers\": {\"max\": 11}}")
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "dry-run")
                .body("verdict", is("deny"))
                .body("violations.rule", is(List.of("limits.workersMax")))
                .body("violations.pointer", is(List.of("/workers/max")))
                .body("violations[0].limit", is(10))
                .body("violations[0].actual", is(11));
    }

    @Test
    void several_sizes_of_a_flavour() {
        String id = cpuEndpoint("lab");
        List<Map<String, Object>> sizes =
                List.of(Map.of("id", "cpu5g", "vcpuCount", 16), Map.of("id", "cpu5g", "vcpuCount", 8));
        patch(LAB, "/v2/serverless/" + id + "?dryRun=true", quoted("""
                        {'cpu': [{'id': 'cpu5g', 'vcpuCount': 16}, {'id': 'cpu5g', 'vcpuCount': 8}],
                         'workers': {'max': 5}}"""))
                .then()
                .statusCode(200)
                .body("verdict", is("allow"))
                .body("before.vcpuCount", is(8))
                .body("after.vcpuCount", is(sizes))
                .body("changes.find { it.field == 'vcpuCount' }.after", is(sizes))
                .body("cost.after", is(3.6f))
                .body("request.body.cpu", is(sizes));
    }

    @Test
    void unchanged() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id + "?dryRun=true", "{\"workers\": {\"max\": 3}}")
                .then()
                .statusCode(200)
                .body("verdict", is("unchanged"))
                .body("changes", empty());
    }

    @Test
    void earlier_failures_stay_problems() {
        patch(VISION, "/v2/serverless/" + endpoint("vision") + "?dryRun=true", "{\"workers\": {\"max\": -1}}")
                .then()
                .statusCode(422);
        patch(VISION, "/v2/serverless/unheard-of?dryRun=true", "{\"workers\": {\"max\": 1}}")
                .then()
                .statusCode(404);
    }

    @Test
    void variables_are_shown_by_name_and_by_digest() {
        String id = endpoint("vision", "{\"env\": {\"GONE\": \"old-secret\", \"KEPT\": \"same-secret\"}}");
        Response answer = patch(
                VISION,
                "/v2/serverless/" + id + "?dryRun=true",
                "{\"env\": {\"KEPT\": \"same-secret\", \"NEW\": \"new-secret\"}}");
        answer.then()
                .statusCode(200)
                .body("changes[0].field", is("env"))
                .body("before.env.GONE", startsWith("hmac:"))
                .body("after.env.NEW", startsWith("hmac:"))
                .body("after.env.KEPT", is(answer.path("before.env.KEPT").toString()));
        assertFalse(answer.asString().contains("old-secret"), answer.asString());
        assertFalse(answer.path("before").toString().contains("same-secret"), answer.asString());
        assertFalse(answer.path("changes").toString().contains("new-secret"), answer.asString());
    }

    @Test
    void false_means_that_it_is_meant() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id + "?dryRun=false", "{\"workers\": {\"max\": 5}}")
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied");
        sandbox().forgetRequests();
        patch(VISION, "/v2/serverless/" + id + "?dryRun=true", "{}")
                .then()
                .statusCode(200)
                .body("request.body", anEmptyMap());
    }
}
