package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and which routes are whose. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class AccessTest extends GatewayTest {

    private static final String SHRINK = "{\"workers\": {\"max\": 1}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/endpoints",
                "GET /v1/endpoints/abc",
                "PATCH /v1/endpoints/abc",
                "POST /v1/endpoints/abc/update",
                "GET /v2/serverless",
                "GET /v2/serverless/abc",
                "GET /v2/serverless/abc/workers",
                "GET /v2/serverless/abc/releases",
                "PATCH /v2/serverless/abc",
                "GET /me",
                "GET /decisions/abc",
                "GET /platform/decisions",
                "GET /platform/budgets",
                "GET /platform/teams",
                "GET /platform/endpoints",
                "GET /platform/quota",
                "GET /platform/unheard-of",
                "POST /platform/decisions/abc/settle",
                "DELETE /v2/serverless/abc",
                "PUT /me",
                "OPTIONS /v1/endpoints",
                "HEAD /v2/serverless",
                "GET /v1/endpoints/%2e%2e",
                "PATCH /v2/serverless/not%20an%20id",
                "PATCH /v2/serverless/abc;x=1",
                "GET //v2//serverless",
                "PATCH /v2/serverless/abc?nonsense=1",
                "GET /v2/unheard-of",
                "GET /v1",
                "GET /",
                "GET /q/metrics",
                "GET /favicon.ico",
                "TRACE /v2/serverless"
            })
    void without_a_token_nothing_is_said(String requestLine) {
        String answer = RawHttp.send(requestLine, "");
        assertEquals(401, RawHttp.status(answer), answer);
        assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("\r\nwww-authenticate: bearer\r\n"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH /v1/endpoints/abc, v1",
        "POST /v1/endpoints/abc/update, v1",
        "PATCH /v2/serverless/abc?nonsense=1, v2",
        "PATCH /v2/serverless/not%20an%20id, v2"
    })
    void an_update_without_a_token_is_counted_and_nothing_more(String requestLine, String dialect) {
        String counter = "podgate_updates_total{dialect=\"" + dialect + "\",outcome=\"unauthenticated\",team=\"\"}";
        double before = Management.metric(counter);
        int lines = Trail.of(directories()).lines().size();
        String answer = RawHttp.send(requestLine, "");
        assertEquals(401, RawHttp.status(answer), answer);
        assertTrue(answer.contains("\r\nPodgate-Outcome: unauthenticated\r\n"), answer);
        assertFalse(answer.contains("Podgate-Decision-Id"), answer);
        assertEquals(before + 1, Management.metric(counter));
        assertEquals(lines, Trail.of(directories()).lines().size());
    }

    @Test
    void what_is_no_update_has_no_outcome() {
        for (String requestLine : new String[] {"GET /v1/endpoints/abc", "POST /v2/serverless/abc", "PATCH /v1"}) {
            String answer = RawHttp.send(requestLine, "");
            assertFalse(answer.contains("Podgate-Outcome"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 70_000, 2_000_000})
    void without_a_token_no_body_is_read(int length) {
        assertEquals(
                401,
                RawHttp.statusOf(
                        "PATCH /v2/serverless/abc HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n"));
    }

    @Test
    void v1_clients_find_the_words_where_they_look_for_them() {
        anonymous()
                .get("/v1/endpoints")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", is("urn:podgate:problem:unauthenticated"))
                .body("message", is("send your caller token: Authorization: Bearer <token>"))
                .body("error", is("send your caller token: Authorization: Bearer <token>"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "Bearer nobody's-token",
                "Basic dXNlcjpwYXNz",
                "Bearer",
                "Bearer ",
                "canary-token-of-vision-app",
                "bearercanary-token-of-vision-app"
            },
            delimiter = '|')
    void a_token_that_fits_nobody_is_none(String header) {
        anonymous()
                .header("Authorization", header)
                .get("/v2/serverless")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", is("the token fits no caller of this gateway"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void the_scheme_may_be_written_in_any_case(String scheme) {
        anonymous()
                .header("Authorization", scheme + " " + Tokens.of(VISION))
                .get("/me")
                .then()
                .statusCode(200)
                .body("caller", is(VISION));
    }

    @Test
    void two_tokens_are_as_good_as_none() {
        String answer = RawHttp.send("GET /me", VISION, "Authorization: Bearer " + Tokens.of(LAB));
        assertEquals(401, RawHttp.status(answer), answer);
    }

    @Test
    void a_reader_reads_and_changes_nothing() {
        String id = endpoint("vision");
        get(READER, "/v2/serverless/" + id).then().statusCode(200);
        forbidden(patch(READER, "/v2/serverless/" + id, SHRINK));
        forbidden(patch(READER, "/v1/endpoints/" + id, "{\"workersMax\": 1}"));
        assertEquals(0, patches().size());
    }

    @Test
    void an_auditor_has_no_part_in_endpoints() {
        String id = endpoint("vision");
        forbidden(get(AUDITOR, "/v2/serverless"));
        forbidden(get(AUDITOR, "/v1/endpoints/" + id));
        forbidden(patch(AUDITOR, "/v2/serverless/" + id, SHRINK));
        get(AUDITOR, "/me").then().statusCode(200).body("role", is("auditor"));
    }

    private static void forbidden(Response answer) {
        answer.then()
                .statusCode(403)
                .body("type", is("urn:podgate:problem:forbidden"))
                .body("detail", is("your token is known, but its role does not have this route"));
    }

    @Test
    void the_platform_brakes_any_endpoint_and_says_why() {
        String id = endpoint("vision");
        Response answer = as(ONCALL)
                .header("Podgate-Reason", "runaway costs")
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + id);
        answer.then().statusCode(200).header("Podgate-Outcome", "applied").body("workers.max", is(1));
        Json.Obj record = Trail.recordOf(directories(), answer.header("Podgate-Decision-Id"));
        assertEquals("runaway costs", record.string("reason").orElse(""));
    }

    @Test
    void the_platform_does_not_brake_without_a_reason() {
        String id = endpoint("vision");
        patch(ONCALL, "/v2/serverless/" + id, SHRINK)
                .then()
                .statusCode(400)
                .body("type", is("urn:podgate:problem:malformed-request"))
                .body("detail", containsString("Podgate-Reason"));
        assertEquals(0, patches().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workers\": {\"max\": 4}}",
                "{\"image\": \"ghcr.io/acme/other:1\"}",
                "{\"workers\": {\"max\": 1}, \"timeout\": 0}"
            })
    void the_platform_only_brakes(String body) {
        String id = endpoint("vision");
        as(ONCALL)
                .header("Podgate-Reason", "because")
                .contentType("application/json")
                .body(body)
                .patch("/v2/serverless/" + id)
                .then()
                .statusCode(403)
                .body("type", is("urn:podgate:problem:policy-denied"));
        assertEquals(0, patches().size());
    }

    @Test
    void another_teams_endpoint_is_not_to_be_told_from_a_missing_one() {
        String others = endpoint("lab");
        get(LAB, "/v2/serverless/" + others).then().statusCode(200);
        patch(LAB, "/v2/serverless/" + others, SHRINK).then().statusCode(200);
        String missing = "missing" + others;
        for (String id : new String[] {others, missing}) {
            same(patch(VISION, "/v2/serverless/" + missing, SHRINK), patch(VISION, "/v2/serverless/" + id, SHRINK));
            same(get(VISION, "/v2/serverless/" + missing), get(VISION, "/v2/serverless/" + id));
            same(
                    get(VISION, "/v2/serverless/" + missing + "/workers"),
                    get(VISION, "/v2/serverless/" + id + "/workers"));
            same(get(VISION, "/v1/endpoints/" + missing), get(VISION, "/v1/endpoints/" + id));
        }
        get(VISION, "/v2/serverless/" + others)
                .then()
                .statusCode(404)
                .body("type", is("urn:podgate:problem:endpoint-not-found"))
                .body("contact", is("#vision-platform"))
                .body("detail", is("there is no such endpoint, or it is not your team's; ask #vision-platform"));
    }

    private static void same(Response one, Response other) {
        assertEquals(404, one.statusCode());
        assertEquals(withoutIds(one.asString()), withoutIds(other.asString()));
        assertEquals(
                one.headers().asList().stream().map(h -> h.getName()).sorted().toList(),
                other.headers().asList().stream().map(h -> h.getName()).sorted().toList());
    }

    private static String withoutIds(String body) {
        return body.replaceAll("[0-9a-z]{26}", "ID");
    }
}
