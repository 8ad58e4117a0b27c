package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that is not a good one is a problem, of a known type and with known members. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ProblemsTest extends GatewayTest {

    private static final Set<String> UNDECIDED = Set.of("type", "title", "status", "detail");
    private static final String SHRINK = "{\"workers\": {\"max\": 1}}";

    private static void isProblem(Response answer, int status, String type) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Request-Id", matchesPattern("[A-Za-z0-9._:/+=@-]{1,128}"))
                .body("status", is(status))
                .body("type", is("urn:podgate:problem:" + type));
    }

    private static Set<String> members(Response answer) {
        return new TreeSet<>(object(answer.asString()).members().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/pods, here are PATCH and GET /v2/serverless",
        "/v2/templates/30zmvf89kd, PATCH /v2/serverless",
        "/v1/templates, PATCH /v2/serverless",
        "/v1/pods/abc, POST /v1/endpoints/{endpointId}/update",
        "/v1, GET /v1/endpoints",
        "/decisions, /me",
        "/, /me"
    })
    void an_unknown_route_names_those_that_exist(String path, String words) {
        Response answer = get(VISION, path);
        isProblem(answer, 404, "no-such-route");
        answer.then().body("detail", containsString(words));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/endpoints/abc, 'GET, HEAD, PATCH'",
        "PUT, /v2/serverless/abc, 'GET, HEAD, PATCH'",
        "POST, /v2/serverless/update, 'GET, HEAD, PATCH'",
        "POST, /v2/serverless, 'GET, HEAD'",
        "POST, /v1/endpoints, 'GET, HEAD'",
        "GET, /v1/endpoints/abc/update, POST",
        "PATCH, /v2/serverless/abc/workers, 'GET, HEAD'",
        "PATCH, /me, 'GET, HEAD'",
        "OPTIONS, /me, 'GET, HEAD'",
        "OPTIONS, /v2/serverless, 'GET, HEAD'",
        "OPTIONS, /v2/serverless/abc, 'GET, HEAD, PATCH'",
        "OPTIONS, /v1/endpoints/abc/update, POST",
        "HEAD, /v1/endpoints/abc/update, POST"
    })
    void a_known_route_names_its_methods(String method, String path, String allow) {
        Response answer = as(VISION).request(method, path);
        answer.then().statusCode(405).header("Allow", allow).header("Podgate-Outcome", nullValue());
        if (method.equals("HEAD")) {
            return;
        }
        isProblem(answer, 405, "method-not-allowed");
        answer.then().body("detail", is(method + " is not a method of this route"));
        assertEquals(
                path.startsWith("/v1") ? Set.of("detail", "error", "message", "status", "title", "type") : UNDECIDED,
                members(answer));
    }

    @Test
    void options_of_an_unknown_route_is_no_more_than_any_other_method() {
        isProblem(as(VISION).request("OPTIONS", "/v2/pods"), 404, "no-such-route");
    }

    @Test
    void head_tells_what_get_would_without_the_body() {
        String id = endpoint("vision");
        for (String path : new String[] {"/v2/serverless/" + id, "/v1/endpoints/" + id, "/v2/serverless", "/me"}) {
            Response answer = as(VISION).head(path);
            answer.then().statusCode(200).contentType("application/json");
            assertEquals("", answer.asString());
        }
        as(VISION).head("/v2/serverless/missing").then().statusCode(404).contentType("application/problem+json");
        as(AUDITOR).head("/v2/serverless/" + id).then().statusCode(403);
        anonymous().head("/v2/serverless/" + id).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/serverless/a%2Fb",
                "GET /v2/serverless/abc%00",
                "GET /v2%2Fserverless/abc",
                "GET /v2/serverless/abc;v=1",
                "GET /v2//serverless",
                "GET //v2/serverless",
                "PATCH /v1/endpoints/../endpoints/abc",
                "PATCH /v1/endpoints/./abc",
                "PATCH /v2/serverless/abc%2e%2e",
                "GET /v2/serverless/..",
                "GET /v2/serverless/.",
                "PATCH /v2/serverless/..",
                "GET /v2/serverless/a.b",
                "GET /v2/serverless/a:b",
                "GET /v2/serverless/0123456789012345678901234567890123456789012345678901234567890123456"
            })
    void a_path_is_plain(String requestLine) {
        String answer = RawHttp.send(requestLine, VISION, "Content-Type: application/json", "Content-Length: 0");
        int status = RawHttp.status(answer);
        assertTrue(status == 400 || (status == 404 && answer.contains("no-such-route")), answer);
        assertTrue(answer.contains("urn:podgate:problem:"), answer);
        assertEquals(0, reachedRunpod().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense=1",
                "dryrun=true",
                "dryRun=yes",
                "dryRun",
                "dryRun=true&dryRun=true",
                "%66oo=1",
                "=1",
                "includeWorkers=true"
            })
    void an_update_has_no_other_parameter_than_dry_run(String query) {
        String id = endpoint("vision");
        String answer = RawHttp.send(
                "PATCH /v2/serverless/" + id + "?" + query,
                VISION,
                "Content-Type: application/json",
                "Content-Length: 0");
        assertEquals(400, RawHttp.status(answer), answer);
        assertTrue(answer.contains("urn:podgate:problem:malformed-request"), answer);
        assertEquals(0, patches().size());
    }

    @ParameterizedTest
    @CsvSource({"Idempotency-Key, ä", "If-Match, x", "If-Match, '\"x\" \"y\"'"})
    void a_header_that_means_something_has_its_form(String header, String value) {
        Response answer = as(VISION)
                .header(header, value)
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + endpoint("vision"));
        isProblem(answer, 400, "malformed-request");
        answer.then().body("detail", startsWith(header));
        assertEquals(0, patches().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json-patch+json",
                "application/json; charset=utf-16",
                "application/merge-patch+json"
            })
    void only_json_is_understood(String type) {
        Response answer = as(VISION).contentType(type).body(SHRINK).patch("/v2/serverless/" + endpoint("vision"));
        isProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""})
    void json_may_say_that_it_is_utf_8(String type) {
        as(VISION)
                .contentType(type)
                .body(SHRINK)
                .patch("/v2/serverless/" + endpoint("vision"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png, text/*"})
    void only_json_is_answered(String accept) {
        String id = endpoint("vision");
        isProblem(as(VISION).header("Accept", accept).get("/v2/serverless"), 406, "not-acceptable");
        isProblem(as(VISION).header("Accept", accept).get("/v1/endpoints/" + id), 406, "not-acceptable");
        isProblem(
                as(VISION)
                        .header("Accept", accept)
                        .contentType("application/json")
                        .body(SHRINK)
                        .patch("/v2/serverless/" + id),
                406,
                "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "application/json;q=0.000, */*",
                "*/*;q=0",
                "application/*; q=0, */*",
                "application/problem+json, application/json;Q=0",
                "application/problem+json;q=0",
                "application/vnd.acme+json",
                "text/json"
            })
    void what_weighs_nothing_is_not_asked_for(String accept) {
        String id = endpoint("vision");
        isProblem(as(VISION).header("Accept", accept).get("/v2/serverless/" + id), 406, "not-acceptable");
        isProblem(patchAccepting(accept, id), 406, "not-acceptable");
        assertEquals(0, patches().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;q=0.1, text/html",
                "Application/JSON; charset=utf-8; q=1",
                "application/problem+json",
                "application/problem+json, application/json;q=0.5",
                "text/*;q=0, application/*;q=0.2",
                "*/*;q=0, application/json",
                "*/*",
                "*/*;q=many"
            })
    void whoever_leaves_room_for_json_gets_json(String accept) {
        String id = endpoint("vision");
        as(VISION).header("Accept", accept).get("/v1/endpoints/" + id).then().statusCode(200);
        patchAccepting(accept, id).then().statusCode(200).contentType("application/json");
    }

    @Test
    void accept_may_come_in_several_headers() {
        String answer =
                RawHttp.send("GET /v2/serverless", VISION, "Accept: text/html", "Accept: application/json;q=0.3");
        assertEquals(200, RawHttp.status(answer), answer);
    }

    private static Response patchAccepting(String accept, String id) {
        return as(VISION)
                .header("Accept", accept)
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "x-unheard-of"})
    void a_body_comes_unencoded(String encoding) {
        Response answer = as(VISION)
                .header("Content-Encoding", encoding)
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + endpoint("vision"));
        isProblem(answer, 415, "unsupported-media-type");
        answer.then().body("detail", is("send the body as it stands, without Content-Encoding"));
    }

    @Test
    void a_body_may_say_that_it_is_unencoded() {
        as(VISION)
                .header("Content-Encoding", "Identity")
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + endpoint("vision"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 200_000, 2_000_000})
    void a_body_has_an_end(int length) {
        Response answer = patch(VISION, "/v2/serverless/" + endpoint("vision"), " ".repeat(length));
        isProblem(answer, 413, "payload-too-large");
    }

    @Test
    void a_body_that_announces_no_length_is_read_no_further_than_allowed() throws IOException {
        String head = "PATCH /v2/serverless/" + endpoint("vision") + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + Tokens.of(VISION) + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
        try (Socket socket = RawHttp.open()) {
            socket.getOutputStream().write((head + chunk.repeat(9)).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(413, RawHttp.status(answer), answer);
            assertTrue(answer.contains("urn:podgate:problem:payload-too-large"), answer);
        }
    }

    @Test
    void a_body_that_never_comes_is_not_waited_for_beyond_the_deadline() {
        String answer = RawHttp.send(
                "PATCH /v2/serverless/" + endpoint("vision"),
                VISION,
                "Content-Type: application/json",
                "Content-Length: 20");
        assertEquals(400, RawHttp.status(answer), answer);
        assertTrue(answer.contains("the body did not arrive in time"), answer);
        assertTrue(answer.contains("\r\nPodgate-Outcome: invalid\r\n"), answer);
    }

    @Test
    void a_connection_is_good_for_more_after_a_body_that_nobody_read() {
        String body = "{\"workers\": {\"max\": 1}}";
        String refused =
                "PATCH /v2/serverless/abc HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String then = "GET /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + Tokens.of(VISION)
                + "\r\n\r\n";
        String answers = RawHttp.exchange(refused + then);
        assertEquals(401, RawHttp.status(answers), answers);
        assertTrue(answers.contains("HTTP/1.1 200 OK"), answers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|",
                "`{`|",
                "`[]`|",
                "`{\"workers\": {\"max\": 1}} x`|",
                "`{\"timeout\": 1, \"timeout\": 2}`|/timeout"
            })
    void what_is_not_one_json_object_is_malformed(String body, String pointer) {
        Response answer = patch(VISION, "/v2/serverless/" + endpoint("vision"), body);
        isProblem(answer, 400, "malformed-request");
        answer.then().header("Podgate-Outcome", "invalid");
        assertEquals(0, reachedRunpod().size());
    }

    @Test
    void what_runpod_would_refuse_is_refused_with_every_reason() {
        Response answer = patch(
                VISION,
                "/v2/serverless/" + endpoint("vision"),
                "{\"workers\": {\"max\": -1, \"idleTimeout\": \"5\"}, \"colour\": 1}");
        isProblem(answer, 422, "invalid-update");
        answer.then()
                .header("Podgate-Outcome", "invalid")
                .body("violations.pointer", is(java.util.List.of("/workers/max", "/workers/idleTimeout", "/colour")))
                .body("errors.size()", is(3))
                .body("decisionId", matchesPattern("[0-9a-z]{26}"));
        assertEquals(
                Set.of("type", "title", "status", "detail", "instance", "decisionId", "violations", "errors"),
                members(answer));
    }

    @Test
    void a_denial_shows_every_reason_limit_and_way_out() {
        Response answer = patch(
                VISION,
                "/v1/endpoints/" + endpoint("vision"),
                "{\"workersMax\": 11, \"idleTimeout\": 600, \"networkVolumeId\": \"agv6w2qcg7\"}");
        isProblem(answer, 403, "policy-denied");
        answer.then()
                .header("Podgate-Outcome", "denied")
                .header("Podgate-Policy-Revision", matchesPattern("[0-9a-f]{12}"))
                .body("contact", is("#vision-platform"))
                .body("violations.rule", hasItem("limits.workersMax"))
                .body("violations.rule", hasItem("limits.idleTimeout"))
                .body("violations.rule", hasItem("fields"))
                .body("violations.find { it.rule == 'limits.workersMax' }.pointer", is("/workersMax"))
                .body("violations.find { it.rule == 'limits.workersMax' }.limit", is(10))
                .body("violations.find { it.rule == 'limits.workersMax' }.actual", is(11))
                .body("message", is(answer.path("detail").toString()))
                .body("error", is(answer.path("detail").toString()))
                .body("instance", is("/decisions/" + answer.header("Podgate-Decision-Id")));
        assertEquals(0, patches().size());
    }

    @Test
    void only_v1_routes_speak_v1s_words() {
        patch(VISION, "/v2/serverless/" + endpoint("vision"), "{\"workers\": {\"max\": 11}}")
                .then()
                .statusCode(403)
                .body("message", nullValue())
                .body("error", nullValue());
    }

    @Test
    void a_sane_request_id_comes_back() {
        as(VISION).header("X-Request-Id", "abc-123").get("/me").then().header("X-Request-Id", "abc-123");
        anonymous().header("X-Request-Id", "abc-123").get("/me").then().header("X-Request-Id", "abc-123");
        patchWithRequestId("abc-124").then().statusCode(200).header("X-Request-Id", "abc-124");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "<script>", "\"quoted\"", "a,b"})
    void any_other_request_id_is_replaced(String id) {
        as(VISION).header("X-Request-Id", id).get("/me").then().header("X-Request-Id", matchesPattern("[0-9a-z]{26}"));
        patchWithRequestId(id).then().header("X-Request-Id", matchesPattern("[0-9a-z]{26}"));
        patchWithRequestId("x".repeat(129)).then().header("X-Request-Id", matchesPattern("[0-9a-z]{26}"));
    }

    private Response patchWithRequestId(String id) {
        return as(VISION)
                .header("X-Request-Id", id)
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + endpoint("vision"));
    }

    @Test
    void no_text_of_a_caller_gets_into_a_header() {
        Response answer = patch(
                LAB,
                "/v1/endpoints/" + endpoint("lab"),
                "{\"workersMax\": 4, \"gpuTypeIds\": [\"NVIDIA L4\\r\\nX-Evil: 1\"]}");
        answer.then().header("X-Evil", nullValue()).statusCode(not(200));
    }

    @Test
    void a_lone_surrogate_is_no_bug() {
        Response answer = patch(LAB, "/v2/serverless/" + endpoint("lab"), "{\"name\": \"lab-\\ud800\"}");
        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 422, answer.asString());
    }
}
