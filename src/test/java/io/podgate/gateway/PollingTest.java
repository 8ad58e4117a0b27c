package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.OftenListed;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many poll is nothing that RunPod notices. */
@QuarkusTest
@TestProfile(OftenListed.class)
class PollingTest extends GatewayTest {

    private static final int CLIENTS = 100;
    private static final int SECONDS = 12;
    private static final int REFRESH = 2;

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSaidToBeOld(Response answer) {
        return answer.headers()
                .getValues("Warning")
                .contains("110 podgate \"RunPod could not be asked lately; this is what it showed last\"");
    }

    private Map<String, Long> asked() {
        return visits("GET").stream()
                .map(Visit::path)
                .collect(Collectors.groupingBy(path -> path, TreeMap::new, Collectors.counting()));
    }

    /** With the half minute of the default that is two lists a minute, and two of whatever else is polled. */
    @Test
    void a_hundred_clients_cost_a_list_each_refresh_and_one_look_at_everything_else() {
        String own = endpoint("vision");
        String others = endpoint("lab");
        await(() -> get(VISION, "/v2/serverless").asString().contains(own));
        List<String> paths = List.of(
                "/v2/serverless",
                "/v2/serverless/" + own,
                "/v1/endpoints/" + own,
                "/v2/serverless/" + own + "/workers",
                "/v2/serverless/" + others,
                "/v2/serverless/nobodys");
        sandbox().forgetRequests();
        AtomicInteger answered = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        together(CLIENTS, client -> {
            rest(client * 10L);
            for (int i = client; System.nanoTime() < end; i++) {
                Response answer = get(VISION, paths.get(i % paths.size()));
                assertEquals(i % paths.size() < 4 ? 200 : 404, answer.statusCode(), answer::asString);
                answered.incrementAndGet();
                rest(1000);
            }
            return client;
        });
        Map<String, Long> asked = asked();
        assertTrue(answered.get() >= 2 * CLIENTS, answered + " answers");
        long lists = asked.remove("/v2/serverless");
        assertTrue(lists <= SECONDS / REFRESH + 1, () -> lists + " lists");
        assertEquals(
                Map.of(
                        "/v2/serverless/" + own + "/workers",
                        1L,
                        "/v2/serverless/" + others,
                        1L,
                        "/v2/serverless/nobodys",
                        1L),
                asked);
    }

    @Test
    void while_runpod_is_away_the_last_picture_is_shown_and_said_to_be_old() {
        String own = endpoint("vision");
        List<String> paths =
                List.of("/v2/serverless", "/v1/endpoints", "/v2/serverless/" + own, "/v1/endpoints/" + own);
        await(() -> get(VISION, "/v2/serverless").asString().contains(own));
        paths.forEach(path -> assertFalse(isSaidToBeOld(get(VISION, path)), path));
        harm(Fault.status(500));
        await(() -> Integer.parseInt(get(VISION, "/v2/serverless").header("Age")) > 5);
        for (String path : paths) {
            Response answer = get(VISION, path);
            answer.then().statusCode(200);
            assertTrue(Integer.parseInt(answer.header("Age")) > 4, answer.header("Age"));
            assertTrue(isSaidToBeOld(answer), path);
        }
        Management.get("/q/health/ready").then().statusCode(200);
        sandbox().faults().clear();
        await(() -> !isSaidToBeOld(get(VISION, "/v2/serverless")));
    }
}
