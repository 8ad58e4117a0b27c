package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money, end to end. Team frugal may burn $7.00 an hour; each of its workers costs $0.684. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class BudgetsTest extends GatewayTest {

    private static final String FRUGAL = "frugal-app";
    private static final String L4 = "\"gpu\": {\"pools\": [\"AMPERE_24\"],"
            + " \"excludedTypes\": [\"NVIDIA RTX A5000\", \"NVIDIA GeForce RTX 3090\"]}";

    private final List<String> made = new ArrayList<>();

    private String frugal() {
        String id = endpoint("frugal", "{\"workers\": {\"max\": 0}}");
        made.add(id);
        return id;
    }

    private static Response grow(String id, int workers) {
        return patch(FRUGAL, "/v2/serverless/" + id, "{\"workers\": {\"max\": " + workers + "}}");
    }

    private int workersAtRunpod() {
        return made.stream()
                .mapToInt(id -> get(FRUGAL, "/v2/serverless/" + id).<Integer>path("workers.max"))
                .sum();
    }

    /** Each test begins with all of the money. */
    @AfterEach
    void release() {
        sandbox().faults().clear();
        made.forEach(id -> grow(id, 0));
    }

    @Test
    void a_team_spends_what_it_has_and_not_more() {
        String one = frugal();
        String two = frugal();
        grow(one, 6).then().statusCode(200);
        grow(two, 5)
                .then()
                .statusCode(403)
                .body("violations[0].rule", is("budget.burnRate"))
                .body("violations[0].pointer", is("/workers/max"))
                .body("violations[0].limit", is(7))
                .body("violations[0].actual", is(7.524f))
                .body("violations[0].passes", is(4))
                .body("cost.before", is(0))
                .body("cost.after", is(3.42f))
                .body("cost.teamTotal", is(7.524f))
                .body("cost.teamCap", is(7))
                .body("cost.headroom", is(-0.524f))
                .body("cost.workersThatFit", is(4))
                .body("rollsWorkers", is(false));
        Response warned = grow(two, 4);
        warned.then().statusCode(200);
        assertTrue(warned.headers().getValues("Warning").stream().anyMatch(w -> w.contains("6.84")), warned.asString());
        grow(one, 3).then().statusCode(200);
        grow(two, 7).then().statusCode(200);
    }

    @Test
    void a_warning_counts_by_its_rule_and_a_dry_run_does_too() {
        String id = frugal();
        String line = "podgate_violations_total{enforcement=\"warn\",rule=\"budget.burnRate\",team=\"frugal\"}";
        double before = Management.metric(line);
        patch(FRUGAL, "/v2/serverless/" + id + "?dryRun=true", "{\"workers\": {\"max\": 10}}")
                .then()
                .statusCode(200);
        assertEquals(before + 1, Management.metric(line));
        grow(id, 9).then().statusCode(200);
        assertEquals(before + 1, Management.metric(line));
        grow(id, 10).then().statusCode(200);
        assertEquals(before + 2, Management.metric(line));
    }

    @Test
    void of_a_flavour_in_several_sizes_the_largest_is_paid_for() {
        String id = sizedEndpoint("frugal");
        sandbox().alter(id, object("{\"workers\": {\"min\": 0, \"max\": 0}}"));
        made.add(id);
        grow(id, 10)
                .then()
                .statusCode(403)
                .body("violations.rule", is(List.of("budget.burnRate")))
                .body("violations[0].actual", is(7.2f))
                .body("violations[0].passes", is(9))
                .body("cost.workersThatFit", is(9));
        grow(id, 9).then().statusCode(200);
    }

    @Test
    void a_dry_run_tells_what_it_would_cost_and_takes_nothing() {
        String one = frugal();
        for (int i = 0; i < 3; i++) {
            patch(FRUGAL, "/v1/endpoints/" + one + "?dryRun=true", "{\"workersMax\": 10}")
                    .then()
                    .statusCode(200)
                    .body("verdict", is("allow"))
                    .body("cost.delta", is(6.84f))
                    .body("cost.headroom", is(0.16f))
                    .body("cost.workersThatFit", is(10));
        }
        patch(FRUGAL, "/v1/endpoints/" + one + "?dryRun=true", "{\"workersMin\": 2, \"workersMax\": 11}")
                .then()
                .body("verdict", is("deny"))
                .body("violations.rule", is(List.of("budget.burnRate", "budget.floor")));
    }

    @Test
    void of_many_at_once_only_so_many_get_through_as_there_is_money_for() {
        List<String> ids = IntStream.range(0, 20).mapToObj(i -> frugal()).toList();
        List<Response> answers = together(20, i -> grow(ids.get(i), 1));
        long applied = answers.stream().filter(a -> a.statusCode() == 200).count();
        assertEquals(10, applied);
        assertEquals(10, workersAtRunpod());
        assertTrue(answers.stream().allMatch(a -> a.statusCode() == 200 || a.statusCode() == 403));
    }

    @Test
    void what_may_still_land_holds_its_money() {
        String one = frugal();
        String two = frugal();
        get(FRUGAL, "/v2/serverless/" + one).then().statusCode(200);
        harm(unreadable(new Answer.Reset(), one).applying(new Applying.Never()));
        grow(one, 8).then().statusCode(504).body("type", containsString("outcome-unknown"));
        grow(two, 5).then().statusCode(403).body("violations[0].rule", is("budget.burnRate"));
        grow(one, 9).then().statusCode(503).header("Retry-After", Integer::parseInt, greaterThan(5));
        await(() -> grow(two, 5).statusCode() == 200);
    }

    @Test
    void what_a_read_back_shows_is_settled_at_once() {
        String one = frugal();
        get(FRUGAL, "/v2/serverless/" + one).then().statusCode(200);
        harm(unreadable(new Answer.Reset(), one));
        grow(one, 8).then().statusCode(504).body("type", containsString("outcome-unknown"));
        grow(one, 9).then().statusCode(200);
        assertEquals(9, workersAtRunpod());
    }

    @Test
    void dearer_cards_cost_more() {
        String one = frugal();
        grow(one, 9).then().statusCode(200);
        patch(FRUGAL, "/v2/serverless/" + one, "{\"gpu\": {\"pools\": [\"ADA_24\"]}}")
                .then()
                .statusCode(403)
                .body("violations[0].rule", is("budget.burnRate"))
                .body("violations[0].pointer", is("/gpu/pools"));
        patch(FRUGAL, "/v2/serverless/" + one, "{" + L4 + ", \"workers\": {\"max\": 10}}")
                .then()
                .statusCode(200);
    }
}
