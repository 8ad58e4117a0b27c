package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Callers' own limits: two an hour. Each test has a caller to itself, since nothing fills a bucket again. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class RateLimitsTest extends GatewayTest {

    private static String max(int workers) {
        return "{\"workers\": {\"max\": " + workers + "}}";
    }

    private static void limited(Response answer, String policy) {
        answer.then()
                .statusCode(429)
                .header("RateLimit", matchesPattern("\"" + policy + "\";r=0;t=\\d+"))
                .header("RateLimit-Policy", "\"" + policy + "\";q=2;w=3600")
                .header("Retry-After", notNullValue())
                .body("type", is("urn:podgate:problem:rate-limited"))
                .body("scope", is("caller"))
                .body("detail", is("your own rate limit is used up"));
        int wait = Integer.parseInt(answer.header("Retry-After"));
        assertTrue(wait > 1000 && wait <= 1800, "half an hour fills one of two an hour, said " + wait);
    }

    @Test
    void shrinking_has_a_reserve_of_the_same_size() {
        String path = "/v2/serverless/" + endpoint("vision");
        String caller = "vision-patient";
        patch(caller, path, max(4))
                .then()
                .statusCode(200)
                .header("RateLimit", matchesPattern("\"updates\";r=1;t=\\d+"));
        patch(caller, path, max(5))
                .then()
                .statusCode(200)
                .header("RateLimit", matchesPattern("\"updates\";r=0;t=\\d+"));
        limited(patch(caller, path, max(6)), "updates");
        patch(caller, path, max(3))
                .then()
                .statusCode(200)
                .header("RateLimit", matchesPattern("\"updates\";r=0;t=\\d+"));
        patch(caller, path, max(2)).then().statusCode(200);
        limited(patch(caller, path, max(1)), "updates");
        assertEquals(4, patches().size());
    }

    @Test
    void reads_have_a_limit_of_their_own() {
        String path = "/v1/endpoints/" + endpoint("vision");
        String caller = "vision-hasty";
        get(caller, path).then().statusCode(200).header("RateLimit", matchesPattern("\"reads\";r=1;t=\\d+"));
        get(caller, "/v1/endpoints").then().statusCode(200).header("RateLimit-Policy", "\"reads\";q=2;w=3600");
        Response third = get(caller, path);
        limited(third, "reads");
        third.then().body("message", is("your own rate limit is used up"));
        patch(caller, path, "{\"workersMax\": 4}").then().statusCode(200);
    }

    @Test
    void what_is_refused_before_its_body_is_read_counts() {
        String path = "/v2/serverless/" + endpoint("vision");
        as("vision-clumsy")
                .contentType("text/plain")
                .body("{}")
                .patch(path)
                .then()
                .statusCode(415);
        as("vision-clumsy")
                .body("{}")
                .patch(path + ";x=1")
                .then()
                .statusCode(400)
                .header("RateLimit", matchesPattern("\"updates\";r=0;t=\\d+"));
        Response third =
                as("vision-clumsy").contentType("text/plain").body("{}").patch(path);
        limited(third, "updates");
        third.then().header("Podgate-Outcome", "rate-limited");
    }

    @Test
    void dry_runs_count() {
        String path = "/v2/serverless/" + endpoint("vision") + "?dryRun=true";
        patch("vision-dry", path, max(4)).then().statusCode(200);
        patch("vision-dry", path, max(4)).then().statusCode(200);
        limited(patch("vision-dry", path, max(4)), "updates");
        assertEquals(1, Management.metric("podgate_rate_limited_total{caller=\"vision-dry\""));
    }
}
