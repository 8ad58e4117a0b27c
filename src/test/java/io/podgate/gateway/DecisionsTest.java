package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.docs.Outcomes;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the trail says can be read, by whom it concerns; and what stayed unknown can be settled. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class DecisionsTest extends GatewayTest {

    private static String decision(Response answer) {
        return answer.header("Podgate-Decision-Id");
    }

    private static Response scaled(String id, int workers) {
        return patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": %d}}".formatted(workers));
    }

    /** An update that RunPod applied, or not, and that could not be read back. */
    private String unknown(String id, Applying applying) {
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        harm(unreadable(new Answer.Reset(), id).applying(applying));
        Response answer = scaled(id, 5);
        answer.then().statusCode(504).header("Podgate-Outcome", "unknown");
        return decision(answer);
    }

    private static Response settle(String caller, String decision) {
        return as(caller).post("/platform/decisions/" + decision + "/settle");
    }

    @Test
    void the_team_platform_and_auditors_read_the_record() {
        String decision = decision(scaled(endpoint("vision"), 5));
        Map<String, Json> record =
                new LinkedHashMap<>(Trail.recordOf(directories(), decision).members());
        for (String caller : List.of(VISION, READER, ONCALL, AUDITOR)) {
            Response answer = get(caller, "/decisions/" + decision);
            answer.then().statusCode(200).contentType("application/json");
            assertEquals(new Json.Obj(record), object(answer.asString()), caller);
        }
    }

    @Test
    void what_the_platform_does_to_an_endpoint_is_told_to_its_team_too() {
        String id = endpoint("vision");
        Response braked = as(ONCALL)
                .header("Podgate-Reason", "runaway costs")
                .contentType("application/json")
                .body("{\"workers\": {\"max\": 1}}")
                .patch("/v2/serverless/" + id);
        braked.then().statusCode(200).header("Podgate-Outcome", "applied");
        String decision = decision(braked);
        Trail.recordOf(directories(), decision);
        get(VISION, "/decisions/" + decision)
                .then()
                .statusCode(200)
                .body("caller", is("oncall"))
                .body("team", is("vision"))
                .body("reason", is("runaway costs"));
        get(LAB, "/decisions/" + decision).then().statusCode(404);
        get(AUDITOR, "/platform/decisions?team=vision&endpoint=" + id)
                .then()
                .statusCode(200)
                .body("decisions.decisionId", hasItem(decision));
    }

    @Test
    void where_a_problem_points_to_is_where_it_is_found() {
        Response denied = scaled(endpoint("vision"), 11);
        denied.then().statusCode(403);
        Trail.recordOf(directories(), decision(denied));
        get(VISION, denied.path("instance"))
                .then()
                .statusCode(200)
                .body("outcome", is("denied"))
                .body("violations.rule", is(List.of("limits.workersMax")));
    }

    @Test
    void another_teams_decision_is_not_to_be_told_from_a_missing_one() {
        String decision = decision(scaled(endpoint("vision"), 5));
        Trail.recordOf(directories(), decision);
        Response others = get(LAB, "/decisions/" + decision);
        Response missing = get(LAB, "/decisions/01m84yjsraexvb5zzkz5a1dpjp");
        others.then()
                .statusCode(404)
                .body("type", is("urn:podgate:problem:no-such-route"))
                .body("detail", is("there is no such decision, or it is not your team's"));
        assertEquals(others.asString(), missing.asString());
        get(ONCALL, "/decisions/01m84yjsraexvb5zzkz5a1dpjp").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a,b", "01234567890123456789012345678901234567890123456789012345678901234"})
    void what_is_no_id_is_said_to_be_none(String id) {
        get(VISION, "/decisions/" + id)
                .then()
                .statusCode(400)
                .body("detail", is("a decision id has 1 to 64 letters, digits, '_' or '-'"));
        settle(ONCALL, id).then().statusCode(400);
    }

    @Test
    void what_only_the_gateway_needs_is_left_out() {
        String id = endpoint("lab");
        Response answer = as(LAB).header("Idempotency-Key", "once")
                .contentType("application/json")
                .body("{\"env\": {\"TOKEN\": \"a-secret-value\"}, \"workers\": {\"max\": 5}}")
                .patch("/v2/serverless/" + id);
        answer.then().statusCode(200);
        Json.Obj record = Trail.recordOf(directories(), decision(answer));
        assertTrue(record.get("idempotency").isPresent());
        for (String caller : List.of(LAB, ONCALL, AUDITOR)) {
            String text = get(caller, "/decisions/" + decision(answer)).asString();
            assertEquals("once", object(text).string("idempotencyKey").orElse(""));
            assertEquals(Set.of("idempotency"), missing(record, object(text)));
            assertFalse(text.contains("a-secret-value"), text);
            assertTrue(text.contains("TOKEN"), text);
        }
        assertFalse(get(AUDITOR, "/decisions/" + decision(answer)).asString().contains("hmac:"));
        assertFalse(
                get(AUDITOR, "/platform/decisions?endpoint=" + id).asString().contains("hmac:"));
    }

    private static Set<String> missing(Json.Obj record, Json.Obj shown) {
        Map<String, Json> missing = new LinkedHashMap<>(record.members());
        missing.keySet().removeAll(shown.members().keySet());
        return missing.keySet();
    }

    @Test
    void whether_another_teams_endpoint_exists_is_not_told_here_either() {
        Response answer = patch(VISION, "/v2/serverless/" + endpoint("lab"), "{\"workers\": {\"max\": 1}}");
        answer.then().statusCode(404);
        Trail.recordOf(directories(), decision(answer));
        get(VISION, "/decisions/" + decision(answer))
                .then()
                .statusCode(200)
                .body("outcome", is("not-found"))
                .body("upstream", nullValue());
        get(AUDITOR, "/decisions/" + decision(answer)).then().body("upstream.status", is(200));
    }

    @Test
    void pages_follow_one_another_until_the_last() {
        String id = endpoint("vision");
        List<String> made = new ArrayList<>();
        for (int workers = 4; workers < 11; workers++) {
            made.add(decision(scaled(id, workers)));
        }
        Trail.recordOf(directories(), made.getLast());
        List<String> read = new ArrayList<>();
        int pages = 0;
        String cursor = "";
        do {
            Response page = get(AUDITOR, "/platform/decisions?limit=2&endpoint=" + id + cursor);
            page.then().statusCode(200).contentType("application/json");
            read.addAll(page.path("decisions.decisionId"));
            cursor = page.path("next") == null ? "" : "&cursor=" + page.path("next");
            pages++;
        } while (!cursor.isEmpty());
        Collections.reverse(made);
        assertEquals(made, read);
        assertEquals(4, pages);
    }

    @Test
    void decisions_are_found_by_what_they_are() {
        String since = Instant.now().toString();
        String id = endpoint("vision");
        String applied = decision(scaled(id, 5));
        String denied = decision(scaled(id, 11));
        String labs = decision(patch(LAB, "/v2/serverless/" + endpoint("lab"), "{\"workers\": {\"max\": 1}}"));
        List.of(applied, denied, labs).forEach(each -> Trail.recordOf(directories(), each));
        assertEquals(List.of(denied, applied), found("endpoint=" + id));
        assertEquals(List.of(denied), found("endpoint=" + id + "&outcome=denied"));
        assertEquals(List.of(denied, applied), found("endpoint=" + id + "&team=vision&since=" + since));
        assertEquals(List.of(), found("endpoint=" + id + "&team=lab"));
        assertEquals(List.of(), found("endpoint=" + id + "&since=2999-01-01T00:00:00Z"));
        assertEquals(List.of(labs), found("team=lab&since=" + since));
        assertEquals(List.of(), found("team=lab&since=" + since + "&until=" + since));
        assertEquals(List.of(labs), found("team=lab&until=2999-01-01T00:00:00Z&since=" + since));
        get(ONCALL, "/platform/decisions?outcome=denied")
                .then()
                .body("decisions.outcome", everyItem(is("denied")))
                .body("decisions.decisionId", hasItem(denied));
    }

    private static List<String> found(String query) {
        return get(AUDITOR, "/platform/decisions?" + query).path("decisions.decisionId");
    }

    @Test
    void every_outcome_that_the_trail_has_can_be_asked_for() {
        for (String outcome : Outcomes.labels()) {
            boolean recorded = !Set.of("dry-run", "unauthenticated").contains(outcome);
            get(AUDITOR, "/platform/decisions?limit=1&outcome=" + outcome)
                    .then()
                    .statusCode(recorded ? 200 : 400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "teams=vision|the query parameter 'teams' is unknown here; there are cursor, endpoint, limit, outcome, since, team, until",
                "limit=0|limit is a whole number from 1 to 200",
                "limit=201|limit is a whole number from 1 to 200",
                "limit=ten|limit is a whole number from 1 to 200",
                "limit=|limit is a whole number from 1 to 200",
                "limit=5&limit=6|limit is said once",
                "cursor=%00|cursor is what an answer said as next",
                "cursor=abc|cursor is what an answer said as next",
                "cursor=eHl6OjE|cursor is what an answer said as next",
                "team=a%20b|team is a team's name",
                "endpoint=a.b|endpoint is an endpoint's id: 1 to 64 letters, digits, '_' or '-'",
                "outcome=good|outcome is one of applied, unchanged, replayed, denied, invalid, not-found, rate-limited, rejected, failed, unavailable, unknown, conflict",
                "since=yesterday|since is a moment such as 2026-11-23T19:37:43Z",
                "until=tomorrow|until is a moment such as 2026-11-23T19:37:43Z",
                "since=-1000000000-01-01T00:00:00Z|since is a moment such as 2026-11-23T19:37:43Z"
            },
            delimiter = '|')
    void what_is_asked_for_in_vain_is_said(String query, String detail) {
        get(AUDITOR, "/platform/decisions?" + query)
                .then()
                .statusCode(400)
                .body("type", is("urn:podgate:problem:malformed-request"))
                .body("detail", is(detail));
    }

    @Test
    void an_update_whose_end_is_unknown_is_shown_so_until_the_platform_has_it_settled() {
        String id = endpoint("vision");
        String decision = unknown(id, new Applying.Now());
        get(VISION, "/decisions/" + decision)
                .then()
                .statusCode(200)
                .body("phase", is("intent"))
                .body("outcome", nullValue())
                .body("reservation", nullValue());
        assertEquals(List.of(decision), found("outcome=unknown&endpoint=" + id));
        Response settled = settle(ONCALL, decision);
        settled.then()
                .statusCode(200)
                .body("decisionId", is(decision))
                .body("phase", is("result"))
                .body("outcome", is("applied"))
                .body("settledBy", is("read-back"));
        assertEquals(List.of(), found("outcome=unknown&endpoint=" + id));
        get(VISION, "/decisions/" + decision).then().statusCode(200).body("outcome", is("applied"));
        assertEquals(1, Trail.of(directories()).resultsAbout(decision).size());
        assertEquals(settled.asString(), settle(ONCALL, decision).asString());
        Json.Obj asked = asked(decision);
        assertEquals(Optional.of("settled"), asked.string("look"));
        assertEquals(Optional.of("applied"), asked.string("outcome"));
        assertEquals(Optional.of(settled.header("X-Request-Id")), asked.string("requestId"));
    }

    /** Who had it settled; that it had been already is no news. */
    private Json.Obj asked(String decision) {
        await(() -> !asks(decision).isEmpty());
        assertEquals(1, asks(decision).size());
        Json.Obj asked = object(asks(decision).getFirst());
        assertTrue(asked.string("caller").isPresent());
        return asked;
    }

    private List<String> asks(String decision) {
        return Trail.of(directories()).about(decision).stream()
                .filter(line -> line.startsWith("{\"kind\":\"settle\""))
                .toList();
    }

    @Test
    void what_may_still_land_is_not_settled_yet() {
        String decision = unknown(endpoint("vision"), new Applying.Never());
        settle(ONCALL, decision)
                .then()
                .statusCode(409)
                .header("Retry-After", "15")
                .body("type", is("urn:podgate:problem:in-progress"))
                .body("detail", containsString("may still land"));
        assertEquals(Optional.of("may-land"), asked(decision).string("look"));
        get(VISION, "/decisions/" + decision).then().body("phase", is("intent"));
    }

    @Test
    void what_cannot_be_read_back_is_not_settled() {
        String id = endpoint("vision");
        String decision = unknown(id, new Applying.Now());
        harm(Fault.status(500).on(Operation.READ).of(id));
        settle(ONCALL, decision)
                .then()
                .statusCode(503)
                .body("type", is("urn:podgate:problem:runpod-unavailable"))
                .body("detail", is("RunPod could not be asked what stands; nothing is settled yet"));
    }

    @Test
    void there_is_nothing_to_settle_where_there_is_no_such_decision() {
        settle(ONCALL, "01m84yjsraexvb5zzkz5a1dpjp").then().statusCode(404);
    }

    @Test
    void only_the_platform_settles() {
        String decision = decision(scaled(endpoint("vision"), 5));
        for (String caller : List.of(VISION, READER, AUDITOR)) {
            settle(caller, decision).then().statusCode(403).body("type", is("urn:podgate:problem:forbidden"));
        }
        as(ONCALL)
                .get("/platform/decisions/" + decision + "/settle")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("POST"));
    }

    @Test
    void reading_the_trail_counts_as_reading() {
        for (int i = 0; i < 2; i++) {
            get("render-patient", "/decisions/abc").then().statusCode(404);
        }
        get("render-patient", "/decisions/abc")
                .then()
                .statusCode(429)
                .header("RateLimit", not(nullValue()))
                .body("scope", is("caller"));
    }
}
