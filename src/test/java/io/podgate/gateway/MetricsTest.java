package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus scrapes. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class MetricsTest extends GatewayTest {

    private static final List<String> ROUTES = List.of(
            "/v1/endpoints",
            "/v1/endpoints/{endpointId}",
            "/v1/endpoints/{endpointId}/update",
            "/v2/serverless",
            "/v2/serverless/{id}",
            "/v2/serverless/{id}/workers",
            "/v2/serverless/{id}/releases",
            "/me",
            "/decisions/{id}",
            "/platform/budgets",
            "/platform/decisions",
            "/platform/decisions/{id}/settle",
            "/platform/drift",
            "/platform/endpoints",
            "/platform/freeze",
            "/platform/policy",
            "/platform/quota",
            "/platform/teams");
    private static final Pattern URI = Pattern.compile("uri=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "podgate_updates_total{dialect=\"v2\",outcome=\"applied\",team=\"vision\"}",
                "podgate_updates_total{dialect=\"v2\",outcome=\"denied\",team=\"vision\"}",
                "podgate_violations_total{enforcement=\"deny\",rule=\"limits.workersMax\",team=\"vision\"}",
                "podgate_decision_seconds_count",
                "podgate_upstream_requests_total{operation=\"update\",status=\"200\"}",
                "podgate_upstream_seconds_count{operation=\"update\"}",
                "podgate_upstream_retries_total{reason=\"429\"}",
                "podgate_upstream_breaker_state",
                "podgate_fleet_age_seconds",
                "podgate_catalog_age_seconds",
                "podgate_policy_info{revision=\"",
                "podgate_policy_reload_failures_total",
                "podgate_audit_failures_total",
                "podgate_audit_seq"
            })
    void has_the_names_that_are_promised(String line) {
        String path = "/v2/serverless/" + endpoint("vision");
        harm(Fault.answering(new Answer.Status(429, Optional.of(Duration.ZERO)))
                .on(Operation.UPDATE)
                .times(1));
        patch(VISION, path, "{\"workers\": {\"max\": 4}}").then().statusCode(200);
        patch(VISION, path, "{\"workers\": {\"max\": 11}}").then().statusCode(403);
        String scraped = Management.metrics();
        assertTrue(scraped.lines().anyMatch(each -> each.startsWith(line)), line + " in\n" + scraped);
    }

    /** What nobody may fill: strangers' paths, other methods of known ones, and the management port. */
    @Test
    void paths_are_told_by_their_routes_alone() {
        String id = endpoint("vision");
        for (int i = 0; i < 120; i++) {
            anonymous().get("/attack" + i).then().statusCode(401);
            anonymous().get("/v2/serverless/attack" + i).then().statusCode(401);
        }
        for (String path :
                List.of("/v2/serverless/" + id, "/v1/endpoints/" + id + "/update", "/me", "/nowhere/" + id)) {
            as(VISION).put(path);
            as(VISION).options(path);
            as(VISION).get(path + "/" + id);
        }
        Management.get("/attack");
        Management.get("/q/attack");
        ROUTES.forEach(route -> get(VISION, route.replaceAll("\\{\\w+}", id)));
        Set<String> labels = new TreeSet<>();
        URI.matcher(Management.metrics()).results().forEach(label -> labels.add(label.group(1)));
        labels.removeAll(Set.of("OTHER", "root", "/console/*", "/platform/policy/preview"));
        assertEquals(new TreeSet<>(ROUTES), labels);
    }

    @Test
    void counts_what_is_refused_before_its_body_is_read() {
        String path = "/v2/serverless/" + endpoint("vision");
        double invalid = visions("invalid");
        double denied = visions("denied");
        as(VISION).contentType("text/plain").body("{}").patch(path).then().statusCode(415);
        as(VISION)
                .contentType("text/plain")
                .body("{}")
                .patch(path + "?dryRun=true")
                .then()
                .statusCode(415);
        patch(READER, path, "{}").then().statusCode(403);
        as(VISION).delete(path).then().statusCode(405);
        assertEquals(invalid + 2, visions("invalid"));
        assertEquals(denied + 1, visions("denied"));
    }

    private static double visions(String outcome) {
        return Management.metric("podgate_updates_total{dialect=\"v2\",outcome=\"" + outcome + "\",team=\"vision\"}");
    }

    @Test
    void no_label_is_an_id() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
        assertTrue(Management.metrics().lines().noneMatch(line -> line.contains(id)));
    }
}
