package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An update under one key happens once, however often it is asked for. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class IdempotencyTest extends GatewayTest {

    private static Response keyed(String key, String path, String body) {
        return as(VISION)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .patch(path);
    }

    private static String max(int workers) {
        return "{\"workers\": {\"max\": " + workers + "}}";
    }

    @Test
    void the_second_time_is_answered_as_the_first() {
        String path = "/v2/serverless/" + endpoint("vision");
        Response first = keyed("a", path, max(5));
        Response second = keyed("a", path, "{\"workers\":{\"max\":5}}");
        first.then().statusCode(200).header("Podgate-Outcome", "applied");
        second.then()
                .statusCode(200)
                .header("Podgate-Outcome", "replayed")
                .header("Podgate-Decision-Id", first.header("Podgate-Decision-Id"));
        assertEquals(object(first.asString()), object(second.asString()));
        assertEquals(1, patches().size());
    }

    @Test
    void a_replay_leaves_a_record_of_its_own() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        String first = keyed("r", path, max(5)).header("Podgate-Decision-Id");
        keyed("r", path, max(5)).then().statusCode(200).header("Podgate-Decision-Id", first);
        String replays = "/platform/decisions?outcome=replayed&endpoint=" + id;
        await(() ->
                get(AUDITOR, replays).<List<String>>path("decisions.decisionId").size() == 1);
        get(AUDITOR, replays)
                .then()
                .body("decisions[0].replays", is(first))
                .body("decisions[0].decisionId", not(is(first)))
                .body("decisions[0].phase", is("result"));
        get(VISION, "/decisions/" + first).then().body("outcome", is("applied"));
        keyed("r", path, max(5)).then().statusCode(200).header("Podgate-Outcome", "replayed");
        assertEquals(1, patches().size());
    }

    @Test
    void a_key_is_good_for_one_update_of_one_endpoint() {
        String path = "/v2/serverless/" + endpoint("vision");
        keyed("b", path, max(5)).then().statusCode(200);
        keyed("b", path, max(6)).then().statusCode(422).body("type", is("urn:podgate:problem:idempotency-key-reused"));
        keyed("b", "/v2/serverless/" + endpoint("vision"), max(6)).then().statusCode(200);
        assertEquals(2, patches().size());
    }

    @Test
    void the_synonym_of_v1_shares_the_key() {
        String path = "/v1/endpoints/" + endpoint("vision");
        keyed("c", path, "{\"workersMax\": 5}").then().statusCode(200);
        as(VISION)
                .header("Idempotency-Key", "c")
                .contentType("application/json")
                .body("{\"workersMax\": 5}")
                .post(path + "/update")
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "replayed");
        assertEquals(1, patches().size());
    }

    @Test
    void what_never_reached_an_intent_leaves_the_key_free() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        keyed("d", path, max(11)).then().statusCode(403);
        keyed("d", path + "?dryRun=true", max(5)).then().statusCode(200).body("verdict", is("allow"));
        keyed("d", path, "{").then().statusCode(400);
        keyed("d", path, max(4)).then().statusCode(200).header("Podgate-Outcome", "applied");
    }

    @Test
    void a_refusal_of_RunPods_is_answered_again() {
        String id = endpoint("vision");
        harm(Fault.status(400).on(Operation.UPDATE).of(id).times(1));
        Response first = keyed("e", "/v2/serverless/" + id, max(5));
        Response second = keyed("e", "/v2/serverless/" + id, max(5));
        assertEquals(400, first.statusCode());
        second.then().statusCode(400).header("Podgate-Outcome", "replayed");
        assertEquals(object(first.asString()), object(second.asString()));
        assertEquals(1, patches().size());
    }

    @Test
    void what_RunPod_did_not_take_may_be_asked_again() {
        String id = endpoint("vision");
        harm(Fault.status(429).on(Operation.UPDATE).of(id).times(3));
        keyed("f", "/v2/serverless/" + id, max(5)).then().statusCode(429);
        keyed("f", "/v2/serverless/" + id, max(5)).then().statusCode(200).header("Podgate-Outcome", "applied");
    }

    @Test
    void while_it_is_not_known_what_came_of_it_the_answer_is_409() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        harm(unreadable(new Answer.Reset(), id).applying(new Applying.Never()));
        keyed("g", "/v2/serverless/" + id, max(5)).then().statusCode(504);
        keyed("g", "/v2/serverless/" + id, max(5))
                .then()
                .statusCode(409)
                .body("type", is("urn:podgate:problem:in-progress"))
                .header("Retry-After", notNullValue());
        assertEquals(1, patches().size());
    }

    @Test
    void a_hundred_at_once_make_one_update() {
        String path = "/v2/serverless/" + endpoint("vision");
        List<Response> answers = together(100, i -> keyed("h", path, max(5)));
        Set<Integer> statuses = answers.stream().map(Response::statusCode).collect(Collectors.toSet());
        assertTrue(Set.of(200, 409).containsAll(statuses), statuses.toString());
        keyed("h", path, max(5)).then().statusCode(200).header("Podgate-Outcome", "replayed");
        assertEquals(1, patches().size());
    }

    @Test
    void values_of_variables_are_filled_in_from_what_stands_and_kept_nowhere() {
        String id = endpoint("vision", "{\"env\": {\"TOKEN\": \"canary-value\"}}");
        String path = "/v2/serverless/" + id;
        keyed("i", path, max(5)).then().statusCode(200);
        keyed("i", path, max(5)).then().header("Podgate-Outcome", "replayed").body("env.TOKEN", is("canary-value"));
        await(() -> !Trail.of(directories()).resultsAbout(id).isEmpty());
        Trail.of(directories()).about(id).forEach(line -> assertFalse(line.contains("canary-value"), line));
    }
}
