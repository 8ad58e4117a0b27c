package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Across every route and every fault, RunPod's key is seen by RunPod alone, and callers' tokens by nobody. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class KeyNeverLeaksTest extends GatewayTest {

    private static final List<Answer> ANSWERS = List.of(
            new Answer.Truthful(),
            new Answer.Status(400),
            new Answer.Status(401),
            new Answer.Status(402),
            new Answer.Status(403),
            new Answer.Status(404),
            new Answer.Status(410),
            new Answer.Status(422),
            new Answer.Status(429),
            new Answer.Status(500),
            new Answer.Status(502),
            new Answer.Status(503),
            new Answer.Status(504),
            new Answer.Redirect("https://elsewhere.example/"),
            new Answer.Reset(),
            new Answer.Silent(),
            new Answer.Truncated(),
            new Answer.Garbage(),
            new Answer.WrongContentType("text/html"),
            new Answer.Drip(Duration.ofMillis(200)),
            new Answer.Endless(),
            new Answer.Oversized(2 << 20),
            new Answer.Bomb(2 << 20));

    private final List<String> seen = new ArrayList<>();

    private void see(Response answer) {
        seen.add(answer.headers() + "\n" + answer.asString());
    }

    private void everyRoute(String id) {
        for (String caller : List.of(VISION, READER, LAB, ONCALL, AUDITOR, "nobody")) {
            List.of("/v1/endpoints", "/v2/serverless", "/me", "/v2/nowhere").forEach(path -> see(get(caller, path)));
            see(get(caller, "/v2/serverless/" + id));
            List.of("decisions", "budgets", "teams", "endpoints")
                    .forEach(path -> see(get(caller, "/platform/" + path)));
        }
        see(get(VISION, "/v1/endpoints/" + id + "?includeWorkers=true"));
        see(get(VISION, "/v2/serverless/" + id + "/workers"));
        see(get(VISION, "/v2/serverless/" + id + "/releases"));
        see(as(VISION).delete("/v2/serverless/" + id));
        update(id);
        see(patch(VISION, "/v1/endpoints/" + id, "{"));
        see(patch(VISION, "/v1/endpoints/" + id, "{\"workersMax\": 99}"));
        see(patch(VISION, "/v1/endpoints/" + id + "?dryRun=true", "{\"workersMax\": 5}"));
    }

    private void update(String id) {
        Response answer = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 5}}");
        see(answer);
        see(get(VISION, "/decisions/" + answer.header("Podgate-Decision-Id")));
        see(patch(VISION, "/v1/endpoints/" + id, "{\"workersMax\": 4}"));
    }

    @Test
    void neither_key_nor_tokens() throws IOException {
        Logged logged = Logged.begin();
        try {
            everyRoute(endpoint("vision"));
            for (Answer answer : ANSWERS) {
                String id = endpoint("vision");
                see(get(VISION, "/v2/serverless/" + id));
                harm(Fault.answering(answer)
                        .of(id)
                        .withHeaders(Map.of("X-Echo", Runpod.KEY, "x-request-id", "for-" + Runpod.KEY)));
                update(id);
                see(get(VISION, "/v2/serverless/" + id));
                heal();
            }
        } finally {
            logged.close();
        }
        List.of("/q/metrics", "/q/health", "/q/health/ready", "/q/openapi").forEach(path -> see(Management.get(path)));
        seen.add(Files.readString(directories().trail()));
        seen.addAll(logged.lines());
        sandbox().requests().stream().map(Visit::toString).forEach(seen::add);
        assertTrue(logged.lines().size() > 100, "the log was heard");
        assertTrue(seen.stream().anyMatch(text -> text.contains("podgate_updates_total")), "the metrics were seen");
        for (String text : seen) {
            assertFalse(text.contains(Runpod.KEY), text);
            assertFalse(text.contains(Tokens.CANARY), text);
        }
    }
}
