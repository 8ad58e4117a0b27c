package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.podgate.ledger.ChainCheck;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every decision leaves one line in the trail, and the trail stays whole. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class TrailTest extends GatewayTest {

    private Json.Obj recordOf(Response answer) {
        Json.Obj record = Trail.recordOf(directories(), answer.header("Podgate-Decision-Id"));
        assertEquals(
                1,
                Trail.of(directories())
                        .about(answer.header("Podgate-Decision-Id"))
                        .size());
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
        assertTrue(text(record, "violations")
                .startsWith("[{\"pointer\":\"/workersMax\",\"rule\":\"limits.workersMax\",\"detail\":"));
        assertEquals("0", text((Json.Obj) record.get("upstream").orElseThrow(), "attempts"));
    }

    @Test
    void what_was_malformed_is_told_too() {
        Json.Obj record = recordOf(patch(VISION, "/v1/endpoints/" + endpoint("vision"), "{"));
        assertEquals("\"invalid\"", text(record, "outcome"));
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
        await(() -> !Trail.of(directories()).about(id).isEmpty());
        Json.Obj record = object(Trail.of(directories()).about(id).getFirst());
        assertEquals("\"applied\"", text(record, "outcome"));
        assertEquals(1, patches().size());
    }
}
