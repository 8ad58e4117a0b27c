package io.podgate.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when RunPod fails, and how often RunPod is asked. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class FailuresTest extends GatewayTest {

    private String asked = "";

    private static final String MORE = "{\"workers\": {\"max\": 5}}";

    private Response update(Fault fault) {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        sandbox().forgetRequests();
        harm(fault.of(id));
        return patch(VISION, "/v2/serverless/" + id, MORE);
    }

    private Response read(Fault fault) {
        asked = endpoint("vision");
        harm(fault.of(asked));
        return fresh(VISION, "/v2/serverless/" + asked);
    }

    /** How often that endpoint was asked for; others may be read back meanwhile. */
    private long reads() {
        return visits("GET").stream()
                .filter(visit -> visit.path().endsWith("/" + asked))
                .count();
    }

    private static Fault updates(Answer answer) {
        return Fault.answering(answer).on(Operation.UPDATE);
    }

    @Test
    void a_redirect_is_not_followed() {
        update(updates(new Answer.Redirect("/v2/serverless/elsewhere")))
                .then()
                .statusCode(502)
                .header("Location", nullValue())
                .body("type", is("urn:podgate:problem:runpod-failed"))
                .body("detail", is("RunPod answered a redirect, which is not followed"));
        assertEquals(1, patches().size());
        assertEquals(
                0,
                visits("GET").stream()
                        .filter(v -> v.path().contains("elsewhere"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 410})
    void what_concerns_our_account_is_not_passed_through(int status) {
        update(Fault.status(status).on(Operation.UPDATE))
                .then()
                .statusCode(502)
                .header("Podgate-Outcome", "failed")
                .body("type", is("urn:podgate:problem:runpod-failed"))
                .body("detail", is("RunPod refused this gateway's account with status " + status));
        assertEquals(1, patches().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 418, 422})
    void other_refusals_are_passed_through_in_runpods_words(int status) {
        update(Fault.status(status).on(Operation.UPDATE))
                .then()
                .statusCode(status)
                .header("Podgate-Outcome", "rejected")
                .body("type", is("urn:podgate:problem:runpod-rejected"))
                .body("status", is(status))
                .body("detail", is("the sandbox was told to answer " + status));
        assertEquals(1, patches().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void what_runpod_did_not_process_is_tried_again(int status) {
        update(updates(new Answer.Status(status, Optional.of(Duration.ofSeconds(1))))
                        .times(2))
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .body("workers.max", is(5));
        assertEquals(3, patches().size());
    }

    @Test
    void a_rate_limit_of_runpods_that_lasts_is_told_after_three_attempts() {
        update(updates(new Answer.Status(429, Optional.of(Duration.ofSeconds(1)))))
                .then()
                .statusCode(429)
                .header("Retry-After", "1")
                .header("Podgate-Outcome", "rate-limited")
                .body("type", is("urn:podgate:problem:rate-limited"))
                .body("scope", is("runpod"));
        assertEquals(3, patches().size());
    }

    @Test
    void the_longest_exhausted_window_is_waited_for_whatever_retry_after_says() {
        Fault limited = updates(new Answer.Status(429, Optional.of(Duration.ofSeconds(1))));
        update(limited.withHeaders(Map.of("RateLimit", "\"minute\";r=0;t=1, \"hour\";r=0;t=6")))
                .then()
                .statusCode(429)
                .header("Retry-After", "6");
        assertEquals(1, patches().size());
    }

    @Test
    void a_wait_beyond_the_deadline_is_not_begun() {
        update(updates(new Answer.Status(429, Optional.of(Duration.ofSeconds(6)))))
                .then()
                .statusCode(429)
                .header("Retry-After", "6")
                .body("scope", is("runpod"));
        assertEquals(1, patches().size());
    }

    @Test
    void an_overload_that_lasts_is_a_failure_with_nothing_changed() {
        update(Fault.status(503).on(Operation.UPDATE))
                .then()
                .statusCode(502)
                .body("type", is("urn:podgate:problem:runpod-failed"));
        assertEquals(3, patches().size());
    }

    static Stream<Answer> ambiguous() {
        return Stream.of(
                new Answer.Status(500),
                new Answer.Status(502),
                new Answer.Status(504),
                new Answer.Reset(),
                new Answer.Silent(),
                new Answer.Truncated(),
                new Answer.Garbage(),
                new Answer.Drip(Duration.ofMillis(200)),
                new Answer.Endless(),
                new Answer.Oversized(2 << 20),
                new Answer.Bomb(2 << 20));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_cannot_be_read_back_either_is_sent_once_and_said_to_be_unknown(Answer answer) {
        update(Fault.answering(answer).on(Operation.UPDATE, Operation.READ))
                .then()
                .statusCode(504)
                .header("Podgate-Outcome", "unknown")
                .body("type", is("urn:podgate:problem:outcome-unknown"))
                .body("detail", containsString("may have been applied or may still be: read the endpoint"));
        assertEquals(1, patches().size());
    }

    @Test
    void an_unexpected_content_type_does_no_harm() {
        update(updates(new Answer.WrongContentType("text/plain")))
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void a_read_is_asked_for_again(int status) {
        read(Fault.status(status).times(2)).then().statusCode(200);
        assertEquals(3, reads());
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void a_read_that_stays_broken_is_asked_for_three_times(Answer answer) {
        read(Fault.answering(answer)).then().statusCode(502).body("type", is("urn:podgate:problem:runpod-failed"));
        assertEquals(3, reads());
    }

    static Stream<Answer> telling_nothing() {
        return Stream.of(
                new Answer.Status(500),
                new Answer.Status(503),
                new Answer.Silent(),
                new Answer.Reset(),
                new Answer.Garbage());
    }

    /** Half a scaler rests on the other half, so the endpoint has to be read first. */
    @ParameterizedTest
    @MethodSource("telling_nothing")
    void an_update_that_rests_on_what_cannot_be_read_is_to_come_again(Answer answer) {
        String id = endpoint("vision");
        harm(Fault.answering(answer).on(Operation.READ));
        patch(VISION, "/v1/endpoints/" + id, "{\"scalerValue\": 7}")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .header("Podgate-Outcome", "unavailable")
                .body("type", is("urn:podgate:problem:state-unavailable"))
                .body("detail", is("not known at the moment: the endpoint's current state"));
        assertEquals(3, visits("GET").size());
        assertEquals(0, patches().size());
    }

    @Test
    void an_update_that_rests_on_what_the_account_may_not_read_has_failed() {
        String id = endpoint("vision");
        harm(Fault.status(401).on(Operation.READ));
        patch(VISION, "/v1/endpoints/" + id, "{\"scalerValue\": 7}")
                .then()
                .statusCode(502)
                .body("type", is("urn:podgate:problem:runpod-failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/serverless", "/v1/endpoints"})
    void one_unreadable_endpoint_is_left_out_of_lists_and_said_once(String route) {
        String lost = endpoint("lab");
        String own = endpoint("vision");
        String broken = endpoint("vision");
        Logged logged = Logged.begin();
        try {
            sandbox().alter(lost, object("{\"timeout\": 1.5}"));
            sandbox().alter(broken, object("{\"timeout\": 1.5}"));
            for (int i = 0; i < 2; i++) {
                String list =
                        fresh(VISION, route).then().statusCode(200).extract().asString();
                assertTrue(list.contains(own), list);
                assertFalse(list.contains(lost) || list.contains(broken), list);
            }
            fresh(LAB, route).then().statusCode(200);
            get(VISION, "/v2/serverless/" + broken)
                    .then()
                    .statusCode(502)
                    .body("type", is("urn:podgate:problem:runpod-failed"))
                    .body("detail", is("RunPod's answer could not be read"));
        } finally {
            logged.close();
            sandbox().remove(lost);
            sandbox().remove(broken);
        }
        for (String id : List.of(lost, broken)) {
            assertEquals(
                    1,
                    logged.lines().stream()
                            .filter(line -> line.contains("endpoint " + id + " cannot be read"))
                            .count());
        }
    }

    @Test
    void the_breaker_opens_after_many_failures_and_heals() {
        String id = endpoint("vision");
        harm(Fault.status(500));
        await(() -> fresh(VISION, "/v2/serverless/" + id).statusCode() == 503);
        sandbox().forgetRequests();
        fresh(VISION, "/v2/serverless/" + id)
                .then()
                .statusCode(503)
                .header("Retry-After", Integer::parseInt, allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(5)))
                .body("type", is("urn:podgate:problem:runpod-unavailable"))
                .body("detail", is("RunPod has been failing; the circuit breaker is open"));
        patch(VISION, "/v2/serverless/" + id, MORE).then().statusCode(503);
        assertEquals(List.of(), reachedRunpod());
        sandbox().faults().clear();
        await(() -> patch(VISION, "/v2/serverless/" + id, MORE).statusCode() == 200);
        get(VISION, "/v2/serverless/" + id).then().statusCode(200).body("workers.max", greaterThanOrEqualTo(5));
    }

    /** An outage must not strand reservations. */
    @Test
    void what_is_read_back_passes_the_open_breaker() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        harm(unreadable(new Answer.Reset(), id).applying(new Applying.Now()));
        Response unknown = patch(VISION, "/v2/serverless/" + id, MORE);
        unknown.then().statusCode(504);
        String other = endpoint("vision");
        harm(Fault.status(500).of(other));
        await(() -> fresh(VISION, "/v2/serverless/" + other).statusCode() == 503);
        as(ONCALL)
                .post("/platform/decisions/" + unknown.header("Podgate-Decision-Id") + "/settle")
                .then()
                .statusCode(200)
                .body("outcome", is("applied"));
        assertEquals(2, Management.metric("podgate_upstream_breaker_state"), "it is open all the while");
    }

    @Test
    void shrinking_says_honestly_that_runpod_is_away() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        patch(VISION, "/v2/serverless/" + id, MORE).then().statusCode(200);
        harm(Fault.status(500));
        await(() -> fresh(VISION, "/v2/serverless/" + id).statusCode() == 503);
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 1}}")
                .then()
                .statusCode(503)
                .header("Podgate-Outcome", "unavailable")
                .header("Retry-After", Integer::parseInt, allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(5)))
                .body("type", is("urn:podgate:problem:runpod-unavailable"));
        Management.get("/q/health/ready").then().statusCode(200);
    }

    /** More updates than may be under way at once, none of which is ever answered. */
    @Test
    void unknown_is_said_of_what_was_sent_and_of_nothing_else() {
        List<String> ids =
                IntStream.range(0, 100).mapToObj(i -> endpoint("vision")).toList();
        ids.forEach(id -> get(VISION, "/v2/serverless/" + id).then().statusCode(200));
        harm(Fault.answering(new Answer.Silent()).on(Operation.UPDATE, Operation.READ));
        List<Integer> statuses = together(
                ids.size(),
                i -> patch(VISION, "/v2/serverless/" + ids.get(i), MORE).statusCode());
        assertEquals(
                patches().size(),
                statuses.stream().filter(status -> status == 504).count());
        assertEquals(
                ids.size() - patches().size(),
                statuses.stream().filter(status -> status == 503).count());
    }
}
