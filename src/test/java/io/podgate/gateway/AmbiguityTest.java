package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.json.Json;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.sandbox.Visit;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes of an update whose answer does not tell, by each way in which it may not, and by what RunPod really did.
 */
abstract class AmbiguityTest extends GatewayTest {

    private static final String MORE = "{\"workers\": {\"max\": 5}}";
    private static final int BEFORE = 3;
    private static final int AFTER = 5;

    static Stream<Answer> ambiguous() {
        return Stream.of(
                new Answer.Silent(),
                new Answer.Reset(),
                new Answer.Status(500),
                new Answer.Status(502),
                new Answer.Status(504),
                new Answer.Truncated(),
                new Answer.Garbage(),
                new Answer.Drip(Duration.ofMillis(200)),
                new Answer.Endless(),
                new Answer.Oversized(2 << 20));
    }

    private static Fault updates(Answer answer, Applying applying) {
        return Fault.answering(answer).on(Operation.UPDATE).applying(applying);
    }

    private String known() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id).then().statusCode(200);
        sandbox().forgetRequests();
        return id;
    }

    private Response update(String id, Fault fault) {
        harm(fault.of(id));
        return patch(VISION, "/v2/serverless/" + id, MORE);
    }

    private int workersAtRunpod(String id) {
        Json.Obj shown = sandbox().endpoints().stream()
                .filter(each -> each.string("id").equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
        Json.Obj workers = (Json.Obj) shown.get("workers").orElseThrow();
        return Integer.parseInt(((Json.Num) workers.get("max").orElseThrow()).text());
    }

    private Json.Obj result(Response answer) {
        return Trail.recordOf(directories(), answer.header("Podgate-Decision-Id"));
    }

    private static void assertApplied(Response answer) {
        assertEquals(200, answer.statusCode(), answer::asString);
        assertEquals("applied", answer.header("Podgate-Outcome"));
        assertEquals(AFTER, answer.jsonPath().getInt("workers.max"));
    }

    private void assertRecorded(Response answer, String outcome, int attempts) {
        Json.Obj result = result(answer);
        assertEquals(Optional.of(outcome), result.string("outcome"));
        Json.Obj upstream = (Json.Obj) result.get("upstream").orElseThrow();
        assertEquals(Optional.of(new Json.Num(String.valueOf(attempts))), upstream.get("attempts"));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_was_applied_is_read_back_and_not_sent_again(Answer answer) {
        String id = known();
        Response response = update(id, updates(answer, new Applying.Now()).times(1));
        assertApplied(response);
        assertTrue(response.headers().getValues("Warning").stream()
                .anyMatch(text -> text.contains("reading the endpoint back")));
        assertEquals(1, patches().size());
        assertRecorded(response, "applied", 1);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_was_not_applied_is_sent_again(Answer answer) {
        String id = known();
        Response response = update(id, updates(answer, new Applying.Never()).times(1));
        assertApplied(response);
        assertEquals(
                List.of(false, true), patches().stream().map(Visit::applied).toList());
        assertRecorded(response, "applied", 2);
    }

    /** What becomes of it later does not depend on how the answer failed to tell, so one of each kind will do. */
    static Stream<Answer> ofEachKind() {
        return Stream.of(new Answer.Silent(), new Answer.Status(502), new Answer.Truncated());
    }

    @ParameterizedTest
    @MethodSource("ofEachKind")
    void what_lands_late_is_sent_again_and_does_no_harm(Answer answer) {
        String id = known();
        Response response = update(
                id, updates(answer, new Applying.Late(Duration.ofSeconds(4))).times(1));
        assertApplied(response);
        assertEquals(2, patches().size());
        assertRecorded(response, "applied", 2);
        await(() -> patches().stream().allMatch(Visit::applied));
        assertEquals(AFTER, workersAtRunpod(id));
    }

    @Test
    void what_is_not_applied_by_any_attempt_may_land_all_the_same_so_its_end_is_not_known() {
        String id = known();
        Response response = update(id, updates(new Answer.Status(502), new Applying.Never()));
        assertEquals(504, response.statusCode(), response::asString);
        assertEquals("unknown", response.header("Podgate-Outcome"));
        assertTrue(
                response.jsonPath()
                        .getString("detail")
                        .contains("RunPod answered 502; the endpoint, read back, shows nothing of it yet"),
                response::asString);
        assertEquals(3, patches().size());
        assertEquals(BEFORE, workersAtRunpod(id));
        sandbox().faults().clear();
        Response more = patch(VISION, "/v2/serverless/" + id, MORE);
        assertEquals(503, more.statusCode(), "growth waits until nothing can land any more");
        Response less = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 2}}");
        assertEquals(200, less.statusCode(), "shrinking does not wait");
    }

    @Test
    void what_cannot_be_read_back_is_not_known() {
        String id = known();
        harm(unreadable(new Answer.Status(504), id));
        Response response = patch(VISION, "/v2/serverless/" + id, MORE);
        assertEquals(504, response.statusCode(), response::asString);
        assertEquals("urn:podgate:problem:outcome-unknown", response.jsonPath().getString("type"));
        assertEquals(1, patches().size());
        String decision = response.header("Podgate-Decision-Id");
        assertEquals(List.of(), Trail.of(directories()).resultsAbout(decision));
    }

    /** The team has had it shrunk meanwhile, and that is what it wants. */
    @Test
    void what_lands_on_a_newer_update_is_reported_with_both_decisions() {
        String id = known();
        Response older = update(
                id,
                updates(new Answer.Reset(), new Applying.Late(Duration.ofSeconds(3)))
                        .times(1));
        assertApplied(older);
        Response newer = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 1}}");
        assertEquals(200, newer.statusCode(), newer::asString);
        await(() -> workersAtRunpod(id) == AFTER);
        await(() -> fresh(VISION, "/v2/serverless/" + id).jsonPath().getInt("workers.max") == AFTER);
        await(() -> !drifts(older).isEmpty());
        Json.Obj drift = drifts(older).getFirst();
        assertEquals(Optional.of("late"), drift.string("rule"));
        assertEquals(Optional.of(newer.header("Podgate-Decision-Id")), drift.string("newerDecisionId"));
        assertEquals(Optional.of(id), drift.string("endpointId"));
        assertTrue(Management.metric("podgate_drift{rule=\"late\",team=\"vision\"}") >= 1);
    }

    private List<Json.Obj> drifts(Response late) {
        return Trail.of(directories()).about(late.header("Podgate-Decision-Id")).stream()
                .filter(line -> line.contains("\"kind\":\"drift\""))
                .map(GatewayTest::object)
                .toList();
    }
}
