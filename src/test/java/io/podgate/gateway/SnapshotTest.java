package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads are answered from the snapshot; RunPod is asked where it does not know, and where the caller says so. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class SnapshotTest extends GatewayTest {

    private static final int AT_ONCE = 50;

    private List<String> asked() {
        return visits("GET").stream().map(Visit::path).toList();
    }

    private void answersSlowly(Operation operation) {
        sandbox()
                .faults()
                .add(Fault.answering(new Answer.Truthful()).on(operation).waitingBefore(Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/serverless/", "/v1/endpoints/"})
    void an_endpoint_is_looked_up_once(String route) {
        String id = endpoint("vision");
        for (int i = 0; i < 3; i++) {
            get(VISION, route + id).then().statusCode(200).header("Age", matchesPattern("\\d+"));
        }
        assertEquals(List.of("/v2/serverless/" + id), asked());
    }

    @Test
    void many_who_look_up_the_same_at_once_ask_once() {
        String id = endpoint("vision");
        answersSlowly(Operation.READ);
        together(AT_ONCE, i -> get(VISION, "/v2/serverless/" + id))
                .forEach(answer -> answer.then().statusCode(200));
        assertEquals(1, asked().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "nobody"})
    void what_is_not_the_teams_is_looked_up_once_be_it_there_or_not(String whose) {
        String id = whose.equals("lab") ? endpoint("lab") : "nobodys" + System.nanoTime();
        if (whose.equals("lab")) {
            get(LAB, "/v2/serverless/" + id).then().statusCode(200);
        }
        sandbox().forgetRequests();
        for (String path :
                List.of("/v2/serverless/" + id, "/v1/endpoints/" + id, "/v2/serverless/" + id + "/workers")) {
            get(VISION, path).then().statusCode(404).header("Age", nullValue());
        }
        assertEquals(1, asked().size());
    }

    @Test
    void an_update_is_shown_at_once() {
        String path = "/v2/serverless/" + endpoint("vision");
        get(VISION, path).then().statusCode(200);
        fresh(VISION, "/v2/serverless").then().statusCode(200);
        patch(VISION, path, "{\"workers\": {\"max\": 4}}").then().statusCode(200);
        sandbox().forgetRequests();
        get(VISION, path).then().statusCode(200).body("workers.max", is(4));
        String list = get(VISION, "/v2/serverless").asString();
        assertTrue(list.contains(get(VISION, path).asString()), list);
        assertEquals(List.of(), asked());
    }

    @Test
    void who_says_no_cache_is_told_what_stands_now_and_so_is_everybody_after() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        get(VISION, path).then().statusCode(200);
        sandbox().alter(id, object("{\"workers\": {\"max\": 7}}"));
        get(VISION, path).then().body("workers.max", is(3)).header("Podgate-Runpod-Request-Id", nullValue());
        as(VISION)
                .header("Cache-Control", "max-age=0, No-Cache")
                .get(path)
                .then()
                .body("workers.max", is(7))
                .header("Age", "0")
                .header("Podgate-Runpod-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        get(VISION, path).then().body("workers.max", is(7));
    }

    @Test
    void many_who_force_the_same_at_once_share_one_call() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        sandbox().forgetRequests();
        answersSlowly(Operation.READ);
        answersSlowly(Operation.LIST);
        together(AT_ONCE, i -> fresh(VISION, "/v2/serverless/" + id))
                .forEach(answer -> answer.then().statusCode(200));
        together(AT_ONCE, i -> fresh(i % 2 == 0 ? VISION : LAB, "/v2/serverless"))
                .forEach(answer -> answer.then().statusCode(200));
        assertTrue(asked().size() <= 4, () -> "two calls, and two for who came late: " + asked());
    }

    @Test
    void a_forced_read_that_fails_is_no_old_picture() {
        String path = "/v2/serverless/" + endpoint("vision");
        get(VISION, path).then().statusCode(200);
        harm(Fault.status(500));
        fresh(VISION, path).then().statusCode(502).body("type", is("urn:podgate:problem:runpod-failed"));
        get(VISION, path).then().statusCode(200);
    }

    @Test
    void what_is_gone_is_gone_once_somebody_looks() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        get(VISION, path).then().statusCode(200);
        sandbox().remove(id);
        get(VISION, path).then().statusCode(200);
        fresh(VISION, path).then().statusCode(404);
        get(VISION, path).then().statusCode(404);
        assertFalse(get(VISION, "/v2/serverless").asString().contains(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2/serverless/%s/workers", "/v2/serverless/%s/releases", "/v1/endpoints/%s?includeWorkers=true"
            })
    void parts_are_asked_for_once_by_many_and_told_again(String path) {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        sandbox().forgetRequests();
        together(AT_ONCE, i -> get(VISION, path.formatted(id)))
                .forEach(answer -> answer.then().statusCode(200).header("Age", matchesPattern("\\d+")));
        get(VISION, path.formatted(id)).then().statusCode(200);
        assertEquals(1, asked().size());
        fresh(VISION, path.formatted(id)).then().statusCode(200);
        assertTrue(asked().size() >= 2);
    }

    @Test
    void an_open_breaker_keeps_nobody_from_reading() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        fresh(VISION, "/v2/serverless").then().statusCode(200);
        harm(Fault.status(500));
        await(() -> fresh(VISION, "/v2/serverless/" + id).statusCode() == 503);
        for (String path : List.of("/v2/serverless/" + id, "/v1/endpoints/" + id, "/v2/serverless", "/v1/endpoints")) {
            Response answer = get(VISION, path);
            answer.then().statusCode(200).header("Age", matchesPattern("\\d+")).time(lessThan(1000L));
        }
    }
}
