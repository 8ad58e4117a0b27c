package io.podgate.gateway;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On-call stops growth, of one team or of everybody. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class FreezeTest extends GatewayTest {

    private static final String FREEZE = "/platform/freeze";
    private static final String MORE = "{\"workers\": {\"max\": 5}}";
    private static final String LESS = "{\"workers\": {\"max\": 1}}";
    private static final String OTHER = "{\"env\": {\"MODE\": \"calm\"}}";

    private static Response freeze(String body) {
        return as(ONCALL).contentType("application/json").body(body).put(FREEZE);
    }

    private static Response lift(String query) {
        return as(ONCALL).delete(FREEZE + query);
    }

    @AfterEach
    void letGo() {
        lift("?team=lab").then().statusCode(200);
        lift("").then().statusCode(200).body("freezes", empty());
    }

    private static Response update(String id, String body) {
        return patch(LAB, "/v2/serverless/" + id, body);
    }

    @Test
    void a_frozen_team_only_shrinks_and_may_still_change_what_costs_nothing() {
        freeze("{\"team\": \"lab\", \"reason\": \"runaway autoscaler\"}")
                .then()
                .statusCode(200)
                .body("freezes", hasSize(1))
                .body("freezes[0].team", is("lab"))
                .body("freezes[0].scope", is("cost"))
                .body("freezes[0].by", is("oncall"))
                .body("freezes[0].until", nullValue());
        String id = endpoint("lab");
        update(id, MORE)
                .then()
                .statusCode(403)
                .header("Podgate-Outcome", "denied")
                .body("type", is("urn:podgate:problem:policy-denied"))
                .body("violations", hasSize(1))
                .body("violations[0].rule", is("frozen"))
                .body("violations[0].pointer", is("/workers/max"))
                .body(
                        "violations[0].detail",
                        is(
                                "workersMax may not grow: team lab is frozen by oncall (runaway autoscaler); what only shrinks"
                                        + " passes"));
        assertEquals(0, patches().size());
        patch(LAB, "/v2/serverless/" + id + "?dryRun=true", MORE)
                .then()
                .statusCode(200)
                .body("verdict", is("deny"))
                .body("violations.rule", contains("frozen"));
        update(id, OTHER).then().statusCode(200);
        update(id, LESS).then().statusCode(200).header("Podgate-Outcome", "applied");
        update(id, LESS).then().statusCode(200).header("Podgate-Outcome", "unchanged");
        patch(VISION, "/v2/serverless/" + endpoint("vision"), MORE).then().statusCode(200);
    }

    @Test
    void everybody_and_everything_can_be_frozen_and_shrinking_still_passes() {
        freeze("{\"reason\": \"an incident\", \"scope\": \"all\", \"until\": \"2099-01-01T00:00:00Z\"}")
                .then()
                .statusCode(200)
                .body("freezes[0].team", nullValue())
                .body("freezes[0].until", is("2099-01-01T00:00:00Z"));
        String id = endpoint("lab");
        update(id, OTHER)
                .then()
                .statusCode(403)
                .body("violations.rule", contains("frozen"))
                .body("violations[0].detail", containsString("env may not change: everything is frozen until 2099"));
        update(id, "{\"workers\": {\"max\": 1}, \"env\": {\"MODE\": \"calm\"}}")
                .then()
                .statusCode(403)
                .body("violations.pointer", contains("/env"));
        update(id, LESS).then().statusCode(200);
        String other = endpoint("vision");
        patch(VISION, "/v2/serverless/" + other, MORE).then().statusCode(403);
        as(ONCALL)
                .header("Podgate-Reason", "costs")
                .contentType("application/json")
                .body(LESS)
                .patch("/v2/serverless/" + other)
                .then()
                .statusCode(200);
    }

    /** The later one takes the earlier one's place; a team's and everybody's are two. */
    @Test
    void each_team_has_one_and_all_reasons_come_at_once() {
        freeze("{\"team\": \"lab\", \"reason\": \"one\"}").then().statusCode(200);
        freeze("{\"team\": \"lab\", \"reason\": \"two\", \"scope\": \"all\"}")
                .then()
                .body("freezes.reason", contains("two"));
        freeze("{\"reason\": \"three\"}").then().body("freezes", hasSize(2));
        update(endpoint("lab"), MORE).then().statusCode(403).body("violations.rule", contains("frozen", "frozen"));
        lift("").then().body("freezes.reason", contains("two"));
        update(endpoint("lab"), MORE).then().statusCode(403).body("violations", hasSize(1));
        lift("?team=lab").then().body("freezes", empty());
        update(endpoint("lab"), MORE).then().statusCode(200);
    }

    @Test
    void what_is_over_stops_nobody_any_more() throws InterruptedException {
        Instant until = Instant.now().plusMillis(1500);
        freeze("{\"team\": \"lab\", \"reason\": \"a moment\", \"until\": \"" + until + "\"}")
                .then()
                .body("freezes", hasSize(1));
        update(endpoint("lab"), MORE).then().statusCode(403);
        while (!Instant.now().isAfter(until)) {
            Thread.sleep(20);
        }
        update(endpoint("lab"), MORE).then().statusCode(200);
        get(AUDITOR, FREEZE).then().statusCode(200).body("freezes", empty());
    }

    @Test
    void who_is_frozen_is_told_and_counted() throws InterruptedException {
        freeze("{\"team\": \"lab\", \"reason\": \"one\"}").then().statusCode(200);
        get(LAB, "/me").then().body("freeze.reason", contains("one")).body("freeze.team", everyItem(is("lab")));
        get(VISION, "/me").then().body("freeze", empty());
        get(ONCALL, "/me").then().body("freeze", empty());
        while (Management.metric("podgate_frozen{team=\"lab\"}") != 1) {
            Thread.sleep(50);
        }
        assertEquals(0, Management.metric("podgate_frozen{team=\"vision\"}"));
        assertEquals(0, Management.metric("podgate_frozen{team=\"\"}"));
    }

    @Test
    void the_trail_says_who_froze_and_who_let_go() {
        as(ONCALL)
                .header("X-Request-Id", "freeze-17")
                .contentType("application/json")
                .body("{\"team\": \"lab\", \"reason\": \"one\", \"until\": \"2099-01-01T00:00:00Z\"}")
                .put(FREEZE)
                .then()
                .statusCode(200);
        as(ONCALL)
                .header("X-Request-Id", "thaw-17")
                .delete(FREEZE + "?team=lab")
                .then()
                .statusCode(200);
        await(() -> !Trail.of(directories()).about("\"thaw-17\"").isEmpty());
        Json.Obj frozen = event("freeze-17");
        assertEquals("oncall", frozen.string("caller").orElse(""));
        assertEquals("lab", frozen.string("team").orElse(""));
        assertEquals("cost", frozen.string("scope").orElse(""));
        assertEquals("one", frozen.string("reason").orElse(""));
        assertEquals("2099-01-01T00:00:00Z", frozen.string("until").orElse(""));
        Json.Obj lifted = event("thaw-17");
        assertEquals(Optional.of(new Json.Bool(false)), lifted.get("frozen"));
        assertTrue(lifted.get("reason").isEmpty());
    }

    private Json.Obj event(String requestId) {
        Json.Obj record =
                object(Trail.of(directories()).about("\"" + requestId + "\"").getFirst());
        assertEquals("freeze", record.string("kind").orElse(""));
        return record;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /reason | say why",
                "{\"reason\": \" \"} | /reason | say why",
                "{\"reason\": 5} | /reason | a string is due, found the number 5",
                "{\"reason\": \"x\", \"team\": \"nobody\"} | /team | no team is called so",
                "{\"reason\": \"x\", \"scope\": \"some\"} | /scope | cost or all is due",
                "{\"reason\": \"x\", \"until\": \"soon\"} | /until | a moment such as",
                "{\"reason\": \"x\", \"until\": \"2020-01-01T00:00:00Z\"} | /until | over already",
                "{\"reason\": \"x\", \"until\": \"+999999999-01-01T00:00:00Z\"} | /until | four digits",
                "{\"reason\": \"x\\u0000y\"} | /reason | cannot be seen",
                "{\"reason\": \"x\\u202ey\"} | /reason | cannot be seen",
                "{\"reason\": \"x\", \"why\": 1} | /why | unknown",
                "[] | '' | a JSON object is due",
                "{\"reason\": \"x\", \"reason\": \"y\"} | /reason | twice",
                "{ | '' | ''"
            })
    void what_makes_no_sense_freezes_nothing_and_is_told(String body, String pointer, String words) {
        freeze(body)
                .then()
                .statusCode(400)
                .body("type", is("urn:podgate:problem:malformed-request"))
                .body("violations[0].detail", containsString(words));
        get(ONCALL, FREEZE).then().body("freezes", empty());
    }

    @Test
    void only_the_platform_freezes_and_only_platform_and_auditors_see_all() {
        for (String caller : List.of(LAB, READER, AUDITOR)) {
            as(caller)
                    .contentType("application/json")
                    .body("{\"reason\": \"x\"}")
                    .put(FREEZE)
                    .then()
                    .statusCode(403);
            as(caller).delete(FREEZE).then().statusCode(403);
        }
        get(LAB, FREEZE).then().statusCode(403);
        get(AUDITOR, FREEZE).then().statusCode(200);
        as(ONCALL).post(FREEZE).then().statusCode(405).header("Allow", "GET, HEAD, PUT, DELETE");
        as(ONCALL).contentType("text/plain").body("x").put(FREEZE).then().statusCode(415);
        lift("?who=lab").then().statusCode(400);
    }
}
