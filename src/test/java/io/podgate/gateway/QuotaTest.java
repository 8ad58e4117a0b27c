package io.podgate.gateway;

import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfAQuota;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RunPod allows sixty requests an hour, which begins with the gateway's first look: there is one test for it. */
@QuarkusTest
@TestProfile(InFrontOfAQuota.class)
class QuotaTest extends GatewayTest {

    private static final String MAX = "{\"workers\": {\"max\": %d}}";
    private static final String SPENT = "windows[0].spent.find { it.team == '%s' }.requests";

    @Test
    void a_team_that_asks_for_everything_leaves_the_others_their_share() {
        List<String> herd =
                IntStream.range(0, 50).mapToObj(i -> endpoint("lab")).toList();
        String path = "/v2/serverless/" + endpoint("vision");
        List<Response> reads = together(50, i -> fresh(LAB, "/v2/serverless/" + herd.get(i)));

        patch(VISION, path, MAX.formatted(5)).then().statusCode(200).header("Podgate-Outcome", "applied");
        fresh(VISION, path).then().statusCode(200);
        patch(VISION, path, MAX.formatted(2)).then().statusCode(200).header("Podgate-Outcome", "applied");

        List<Response> limited =
                reads.stream().filter(read -> read.statusCode() != 200).toList();
        assertTrue(limited.size() >= 15 && limited.size() <= 35, limited.size() + " of 50 were turned away");
        limited.forEach(QuotaTest::assertLimited);
        assertEquals(0, Management.metric("podgate_upstream_requests_total{operation=\"read\",status=\"429\"}"));

        assertEquals(
                limited.size(),
                Management.metric("podgate_rate_limited_total{caller=\"lab-app\",scope=\"share\",team=\"lab\"}"));
        assertTrue(Management.metrics().contains("podgate_upstream_waiting{team=\"lab\"} 0.0"));
        double remaining = Management.metric("podgate_upstream_quota_remaining{window=\"hour\"}");
        assertTrue(remaining > 6 && remaining < 40, remaining + " remain");

        get(AUDITOR, "/platform/quota")
                .then()
                .statusCode(200)
                .body("windows", hasSize(1))
                .body("windows[0].name", is("hour"))
                .body("windows[0].limit", is(60))
                .body("windows[0].remaining", lessThanOrEqualTo((int) remaining))
                .body("windows[0].length", is(3600))
                .body("windows[0].reset", lessThanOrEqualTo(3600))
                .body(SPENT.formatted("lab"), is(50 - limited.size()))
                .body(SPENT.formatted("vision"), greaterThan(2))
                .body("pause", is(0))
                .body("underWay", lessThan(5))
                .body("waiting", hasSize(0));

        grownUntilTheReserve(path);
        patch(VISION, path, MAX.formatted(1)).then().statusCode(200).header("Podgate-Outcome", "applied");
    }

    private static void assertLimited(Response read) {
        read.then()
                .statusCode(429)
                .header("RateLimit", matchesPattern("\"reads\";r=\\d+;t=\\d+"))
                .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(3600))
                .body("type", is("urn:podgate:problem:rate-limited"))
                .body("scope", is("share"))
                .body("detail", is("your team's share of RunPod's rate limit is used up for now"));
    }

    /** What only shrinks has something left when nothing else has. */
    private static void grownUntilTheReserve(String path) {
        Response answer = patch(VISION, path, MAX.formatted(3));
        for (int i = 0; i < 60 && answer.statusCode() == 200; i++) {
            answer = patch(VISION, path, MAX.formatted(4 + i % 2));
        }
        answer.then()
                .statusCode(429)
                .header("Podgate-Outcome", "rate-limited")
                .header("RateLimit", matchesPattern("\"updates\";r=\\d+;t=\\d+"))
                .header("Retry-After", Integer::parseInt, greaterThan(60))
                .body("scope", is("share"));
    }
}
