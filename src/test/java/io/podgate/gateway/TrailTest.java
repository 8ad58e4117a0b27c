package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.trail.ChainCheck;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every decision leaves one line in the trail, and the trail stays whole. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class TrailTest extends GatewayTest {

    private static final Pattern DECISION = Pattern.compile("\r\nPodgate-Decision-Id: (\\w+)\r\n");

    private Json.Obj recordOf(Response answer) {
        String decision = answer.header("Podgate-Decision-Id");
        Json.Obj record = Trail.recordOf(directories(), decision);
        assertEquals(1, Trail.of(directories()).resultsAbout(decision).size());
        return record;
    }

    private static String text(Json.Obj record, String member) {
        return new String(record.get(member).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void an_applied_update_is_told_whole() {
        String id = endpoint("vision");
        Response answer = as(VISION)
                .header("X-Request-Id", "request-7")
                .contentType("application/json")
                .body("{\"workers\": {\"max\": 5}}")
                .patch("/v2/serverless/" + id);
        Json.Obj record = recordOf(answer);
        assertEquals(
                List.of(
                        "kind",
                        "phase",
                        "chain",
                        "seq",
                        "time",
                        "decisionId",
                        "requestId",
                        "caller",
                        "team",
                        "endpointId",
                        "dialect",
                        "changes",
                        "verdict",
                        "violations",
                        "warnings",
                        "exceptions",
                        "policyRevision",
                        "cost",
                        "rollsWorkers",
                        "outcome",
                        "upstream",
                        "millis",
                        "previous"),
                List.copyOf(record.members().keySet()));
        assertEquals("\"decision\"", text(record, "kind"));
        assertEquals("\"result\"", text(record, "phase"));
        assertEquals("\"request-7\"", text(record, "requestId"));
        assertEquals("\"vision-app\"", text(record, "caller"));
        assertEquals("\"vision\"", text(record, "team"));
        assertEquals("\"" + id + "\"", text(record, "endpointId"));
        assertEquals("\"v2\"", text(record, "dialect"));
        assertEquals("[{\"field\":\"workersMax\",\"before\":3,\"after\":5}]", text(record, "changes"));
        assertEquals("\"allow\"", text(record, "verdict"));
        assertEquals("\"applied\"", text(record, "outcome"));
        assertEquals(
                "{\"attempts\":1,\"status\":200,\"requestId\":\"" + answer.header("Podgate-Runpod-Request-Id") + "\"}",
                text(record, "upstream"));
    }

    @Test
    void the_trace_that_a_caller_is_in_is_told_with_its_decision() {
        Response answer = traced("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertEquals("\"4bf92f3577b34da6a3ce929d0e0e4736\"", text(recordOf(answer), "traceId"));
        assertEquals(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                get(VISION, "/decisions/" + answer.header("Podgate-Decision-Id"))
                        .path("traceId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                ""
            })
    void what_is_no_trace_is_not_told_and_does_no_harm(String traceparent) {
        assertTrue(recordOf(traced(traceparent)).get("traceId").isEmpty());
    }

    @Test
    void of_two_traces_none_is_told() {
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertTrue(recordOf(traced(parent, parent)).get("traceId").isEmpty());
    }

    private Response traced(String... traceparents) {
        var request = as(VISION).contentType("application/json").body("{\"workers\": {\"max\": 5}}");
        for (String parent : traceparents) {
            request.header("traceparent", parent);
        }
        Response answer = request.patch("/v2/serverless/" + endpoint("vision"));
        answer.then().statusCode(200);
        return answer;
    }

    @Test
    void the_chain_is_whole() throws IOException {
        recordOf(patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{\"workersMax\": 11}"));
        recordOf(patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{"));
        assertInstanceOf(
                ChainCheck.Report.Whole.class, ChainCheck.check(directories().trail()));
    }

    @Test
    void a_denial_is_told_with_its_rules() {
        Json.Obj record = recordOf(patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{\"workersMax\": 11}"));
        assertEquals("\"deny\"", text(record, "verdict"));
        assertEquals("\"denied\"", text(record, "outcome"));
        assertTrue(text(record, "violations").startsWith("[{\"pointer\":\"/workersMax\",\"detail\":\""));
        assertEquals("0", text((Json.Obj) record.get("upstream").orElseThrow(), "attempts"));
    }

    @Test
    void what_was_malformed_is_told_too() {
        Json.Obj record = recordOf(patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{"));
        assertEquals("\"invalid\"", text(record, "outcome"));
    }

    private Response refused(String caller, String path, String... headers) {
        var request = as(caller).contentType("application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.body("{\"workers\": {\"max\": 1}}").patch(path);
    }

    @Test
    void what_is_refused_before_its_body_is_read_is_told_as_well() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        told(refused(VISION, path, "Accept", "text/html"), 406, "invalid", id);
        told(refused(VISION, path, "Content-Encoding", "gzip"), 415, "invalid", id);
        told(refused(VISION, path, "Idempotency-Key", "1".repeat(256)), 400, "invalid", id);
        told(refused(VISION, path + "?nonsense=1"), 400, "invalid", id);
        told(refused(VISION, path + "?dryRun=true&dryRun=true"), 400, "invalid", id);
        told(patch(VISION, path, " ".repeat(70_000)), 413, "invalid", id);
        told(refused(ONCALL, path), 400, "invalid", id);
        told(refused(READER, path), 403, "denied", id);
        told(refused(AUDITOR, path + "?nonsense=1"), 403, "denied", id);
        told(refused(READER, "/v1/endpoints/" + id), 403, "denied", id);
        told(as(READER).post("/v1/endpoints/" + id + "/update"), 403, "denied", id);
        assertEquals(0, patches().size());
    }

    private void told(Response answer, int status, String outcome, String id) {
        assertEquals(status, answer.statusCode(), answer.asString());
        Json.Obj problem = object(answer.asString());
        String decision = answer.header("Podgate-Decision-Id");
        assertEquals(outcome, answer.header("Podgate-Outcome"));
        assertEquals(decision, problem.string("decisionId").orElse(""));
        assertEquals("/decisions/" + decision, problem.string("instance").orElse(""));
        Json.Obj record = recordOf(answer);
        assertEquals(outcome, record.string("outcome").orElse(""));
        assertEquals(id, record.string("endpointId").orElse(""));
        assertEquals(
                answer.header("Podgate-Policy-Revision"),
                record.string("policyRevision").orElse(""));
        assertEquals("\"result\"", text(record, "phase"));
        assertEquals("[]", text(record, "changes"));
        assertEquals(
                outcome.equals("denied") ? "deny" : "", record.string("verdict").orElse(""));
        assertTrue(text(record, "violations").startsWith("[{\"pointer\":\"\",\"detail\":\""));
    }

    @Test
    void a_role_that_may_not_is_told_by_its_name() {
        Json.Obj record = recordOf(patch(READER, "/v2/serverless/" + endpoint("vision"), "{}"));
        assertEquals(
                "[{\"pointer\":\"\",\"detail\":\"the role reader does not update endpoints\"}]",
                text(record, "violations"));
        assertEquals("\"vision-dashboard\"", text(record, "caller"));
    }

    @Test
    void a_reason_that_is_too_long_is_not_kept() {
        Json.Obj record =
                recordOf(refused(ONCALL, "/v2/serverless/" + endpoint("vision"), "Podgate-Reason", "why ".repeat(200)));
        assertTrue(record.get("reason").isEmpty());
        assertEquals("\"invalid\"", text(record, "outcome"));
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH /v2/serverless/a.b, a.b",
        "PATCH /v2/serverless/abc;v=1, abc;v=1",
        "PATCH /v2/serverless/a%0Ab, a%0Ab",
        "PATCH /v2/serverless/\u00ff, %C3%BF",
        "PATCH /v1/endpoints/./abc, abc",
        "POST /v1/endpoints/a%2Fb/update, a%2Fb",
        "PATCH /v2/serverless/0123456789012345678901234567890123456789012345678901234567890123456,"
                + "0123456789012345678901234567890123456789012345678901234567890123..."
    })
    void what_is_no_id_is_told_short_and_plain(String requestLine, String told) {
        String answer = RawHttp.send(requestLine, VISION, "Content-Type: application/json", "Content-Length: 0");
        assertEquals(400, RawHttp.status(answer), answer);
        Matcher decision = DECISION.matcher(answer);
        assertTrue(decision.find(), answer);
        Json.Obj record = Trail.recordOf(directories(), decision.group(1));
        assertEquals(told, record.string("endpointId").orElse(""));
    }

    @Test
    void a_dry_run_that_is_refused_leaves_no_record() {
        String id = endpoint("vision");
        refused(VISION, "/v2/serverless/" + id + "?dryRun=true", "Accept", "text/html")
                .then()
                .statusCode(406);
        recordOf(refused(VISION, "/v2/serverless/" + id, "Accept", "text/html"));
        assertEquals(1, Trail.of(directories()).about(id).size());
    }

    @Test
    void variables_are_told_by_digest_only() {
        String id = endpoint("vision", "{\"env\": {\"A\": \"first-secret\"}}");
        Response answer = patch(VISION, "/v2/serverless/" + id, "{\"env\": {\"A\": \"second-secret\"}}");
        answer.then().statusCode(200);
        String line = new String(recordOf(answer).bytes(), StandardCharsets.UTF_8);
        assertTrue(line.contains("\"after\":{\"A\":\"hmac:"), line);
        assertFalse(line.contains("-secret"), line);
    }

    @Test
    void who_hangs_up_does_not_leave_a_forward_without_a_record() throws IOException {
        String id = endpoint("vision");
        harm(Fault.answering(new Answer.Truthful()).on(Operation.UPDATE).of(id).waitingBefore(Duration.ofMillis(500)));
        String body = "{\"workers\": {\"max\": 5}}";
        try (Socket socket = RawHttp.open()) {
            socket.getOutputStream()
                    .write(("PATCH /v2/serverless/" + id + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + Tokens.of(VISION) + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            await(() -> patches().size() == 1);
        }
        await(() -> !Trail.of(directories()).resultsAbout(id).isEmpty());
        Json.Obj record = object(Trail.of(directories()).resultsAbout(id).getFirst());
        assertEquals("\"applied\"", text(record, "outcome"));
        assertEquals(1, patches().size());
    }
}
