package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.admission.Census;
import io.podgate.admission.Deadline;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody changes past the gateway is told once, whichever look at the endpoint shows it first. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ForeignChangesTest extends GatewayTest {

    @Inject
    Census census;

    private String id = "";

    @BeforeEach
    void listed() {
        id = endpoint("vision");
        list();
    }

    private void list() {
        census.take(Deadline.in(Duration.ofSeconds(10))).await().atMost(Duration.ofSeconds(10));
    }

    private List<List<String>> told() {
        return get(AUDITOR, "/platform/drift").jsonPath().getList("outOfBand.findAll { it.id == '" + id + "' }.fields");
    }

    private void update(String body) {
        patch(VISION, "/v2/serverless/" + id, body).then().statusCode(200);
    }

    private void read() {
        as(VISION)
                .header("Cache-Control", "no-cache")
                .get("/v2/serverless/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void what_an_update_comes_upon_is_told_and_not_again_by_the_next_list() {
        sandbox().alter(id, object("{\"workers\": {\"idleTimeout\": 21}}"));
        update("{\"workers\": {\"max\": 4}}");
        await(() -> !told().isEmpty());
        list();
        assertEquals(List.of(List.of("idleTimeout")), told());
    }

    @Test
    void what_a_read_shows_is_told_and_not_again_by_an_update_or_a_list() {
        sandbox().alter(id, object("{\"workers\": {\"idleTimeout\": 22}}"));
        read();
        update("{\"workers\": {\"max\": 4}}");
        await(() -> !told().isEmpty());
        list();
        assertEquals(List.of(List.of("idleTimeout")), told());
    }

    @Test
    void what_goes_through_the_gateway_is_never_told() {
        update("{\"workers\": {\"max\": 4, \"idleTimeout\": 23}}");
        read();
        update("{\"workers\": {\"max\": 3}}");
        list();
        read();
        assertEquals(List.of(), told());
    }
}
