package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.WithFewPlaces;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** More requests at once than the gateway has places for: eight of callers, and one more of the platform. */
@QuarkusTest
@TestProfile(WithFewPlaces.class)
class CrowdTest extends GatewayTest {

    private static final int PLACES = 8;
    private static final String MORE = "{\"workers\": {\"max\": 5}}";

    @Test
    void who_finds_no_place_is_sent_away_at_once_and_the_brake_still_has_one() throws Exception {
        String ours = endpoint("vision");
        List<String> slow = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            slow.add(endpoint("vision"));
            get(VISION, "/v2/serverless/" + slow.get(i)).then().statusCode(200);
            harm(Fault.answering(new Answer.Silent()).on(Operation.UPDATE).of(slow.get(i)));
        }
        long before = sent();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> waiting = new ArrayList<>();
            for (String id : slow) {
                waiting.add(callers.submit(
                        () -> patch(VISION, "/v2/serverless/" + id, MORE).statusCode()));
            }
            await(() -> get(VISION, "/me").statusCode() == 503);
            patch(VISION, "/v2/serverless/" + ours, MORE)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .header("Podgate-Outcome", "unavailable")
                    .body("type", is("urn:podgate:problem:overloaded"));
            get("nobody", "/me").then().statusCode(401);
            as(ONCALL)
                    .header("Podgate-Reason", "too many")
                    .contentType("application/json")
                    .body("{\"workers\": {\"max\": 0}}")
                    .patch("/v2/serverless/" + ours)
                    .then()
                    .statusCode(200)
                    .header("Podgate-Outcome", "applied");
            for (Future<Integer> each : waiting) {
                assertEquals(200, each.get(), "it was applied, which was read back");
            }
        }
        assertTrue(sent() > before);
        get(VISION, "/me").then().statusCode(200);
    }

    private static long sent() {
        return (long) Management.metric("podgate_shed_total");
    }
}
