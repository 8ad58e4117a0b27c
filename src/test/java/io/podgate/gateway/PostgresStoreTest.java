package io.podgate.gateway;

import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.gateway.Profiles.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole gateway with its ledger in PostgreSQL: schema, reservations, keys, limits and decisions. */
@QuarkusTest
@TestProfile(OnPostgres.class)
class PostgresStoreTest extends GatewayTest {

    private static final String GROWN = "{\"workers\": {\"max\": 4}}";

    /** The schema is made in the background. */
    @BeforeEach
    void waits() {
        await(() -> patch(VISION, "/v2/serverless/" + endpoint("vision"), GROWN).statusCode() == 200);
    }

    private static Response keyed(String path, String key) {
        return as(VISION)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(GROWN)
                .patch(path);
    }

    @Test
    void an_update_is_reserved_recorded_and_found_again() {
        Response answer = patch(VISION, "/v2/serverless/" + endpoint("vision"), GROWN);
        answer.then().statusCode(200).header("Podgate-Outcome", is("applied"));
        await(() -> get(VISION, "/decisions/" + answer.header("Podgate-Decision-Id"))
                .path("phase")
                .equals("result"));
        get(VISION, "/decisions/" + answer.header("Podgate-Decision-Id"))
                .then()
                .statusCode(200)
                .body("outcome", is("applied"))
                .body("seq", greaterThan(0));
    }

    @Test
    void the_same_key_is_answered_from_the_trail() {
        String path = "/v2/serverless/" + endpoint("vision");
        keyed(path, "once").then().statusCode(200).header("Podgate-Outcome", is("applied"));
        int sent = patches().size();
        await(() -> keyed(path, "once").header("Podgate-Outcome").equals("replayed"));
        assertEquals(sent, patches().size());
    }

    @Test
    void limits_are_counted_in_the_database() {
        String path = "/v1/endpoints/" + endpoint("vision");
        get("vision-hasty", path).then().statusCode(200).header("RateLimit", matchesPattern("\"reads\";r=1;t=\\d+"));
        get("vision-hasty", path).then().statusCode(200).header("RateLimit", matchesPattern("\"reads\";r=0;t=\\d+"));
        get("vision-hasty", path).then().statusCode(429);
    }
}
