package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.admission.Census;
import io.podgate.admission.Deadline;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.podgate.sandbox.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What platform and auditors see of everybody. One worker of these endpoints costs 0.684 an hour at worst. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class PlatformTest extends GatewayTest {

    private static final String RENDER = "render-app";
    private static final String SECRET = "a-secret-value";

    @Inject
    Census census;

    /** Nothing is left of it, so that what budgets come to is each test's own. */
    @AfterEach
    void clear() {
        sandbox().endpoints().stream()
                .filter(endpoint -> endpoint.string("name").orElse("").matches("(render|stray)-.*"))
                .map(endpoint -> endpoint.string("id").orElseThrow())
                .forEach(sandbox()::remove);
        looked();
    }

    private void looked() {
        census.take(Deadline.in(Duration.ofSeconds(10))).await().atMost(Duration.ofSeconds(10));
    }

    private String render(String facts) {
        String id = endpoint("render", facts);
        looked();
        return id;
    }

    private static Map<String, Object> line(Response budgets, String owner, String rule) {
        return budgets.path(owner + ".lines.find { it.rule == '" + rule + "' }");
    }

    private static void assertLine(Map<String, Object> line, String used, String reserved, String cap, String left) {
        assertEquals(
                List.of(amount(used), amount(reserved), amount(cap), amount(left)),
                List.of(
                        amount(line.get("used")),
                        amount(line.get("reserved")),
                        amount(line.get("cap")),
                        amount(line.get("headroom"))));
    }

    private static BigDecimal amount(Object number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros();
    }

    private static Response budgets() {
        Response budgets = get(AUDITOR, "/platform/budgets");
        budgets.then().statusCode(200).contentType("application/json");
        return budgets;
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisions", "budgets", "teams", "endpoints", "quota"})
    void teams_have_no_part_in_it(String route) {
        for (String caller : List.of(VISION, READER)) {
            get(caller, "/platform/" + route).then().statusCode(403).body("type", is("urn:podgate:problem:forbidden"));
        }
        for (String caller : List.of(ONCALL, AUDITOR)) {
            get(caller, "/platform/" + route).then().statusCode(200);
            get(caller, "/platform/" + route + "?format=csv")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("'format' is unknown here"));
        }
        as(ONCALL).post("/platform/" + route).then().statusCode(405).header("Allow", "GET, HEAD");
    }

    @Test
    void what_there_is_is_named_where_there_is_nothing() {
        get(ONCALL, "/platform/nonsense")
                .then()
                .statusCode(404)
                .body("type", is("urn:podgate:problem:no-such-route"))
                .body("detail", containsString("/platform/decisions"));
    }

    @Test
    void a_line_shows_what_is_used_and_reserved_and_left() {
        String id = render("{}");
        assertLine(line(budgets(), team("render"), "budget.burnRate"), "2.052", "0", "1000", "997.948");
        harm(unreadable(new Answer.Reset(), id));
        Response unknown = patch(RENDER, "/v2/serverless/" + id, "{\"workers\": {\"max\": 10}}");
        unknown.then().statusCode(504);
        Response open = budgets();
        assertLine(line(open, team("render"), "budget.burnRate"), "6.84", "4.788", "1000", "993.16");
        assertLine(line(open, team("render"), "budget.workers"), "10", "7", "1000", "990");
        assertLine(
                line(open, "groups.find { it.name == 'pictures' }", "group.pictures.workers"),
                "10",
                "7",
                "2000",
                "1990");
        as(ONCALL)
                .post("/platform/decisions/" + unknown.header("Podgate-Decision-Id") + "/settle")
                .then()
                .statusCode(200)
                .body("outcome", is("applied"));
        Response settled = budgets();
        assertLine(line(settled, team("render"), "budget.burnRate"), "6.84", "0", "1000", "993.16");
        assertLine(line(settled, team("render"), "budget.gpus"), "10", "0", "1000", "990");
        assertEquals("NVIDIA L*", line(settled, team("render"), "budget.gpus").get("cards"));
        settled.then()
                .body(team("render") + ".month.cap", is(500))
                .body(team("render") + ".contributors.id", is(List.of(id)))
                .body("account.lines.rule", is(List.of("account.burnRate", "account.workers")))
                .body("account.lines.cap", everyItem(nullValue()));
    }

    private static String team(String name) {
        return "teams.find { it.name == '" + name + "' }";
    }

    @Test
    void the_largest_contributors_are_named_whether_owned_or_not() {
        sandbox().seed(object(quoted("""
                {'id': 'stray', 'name': 'stray-1', 'gpu': {'pools': ['AMPERE_24'], 'count': 8},
                 'workers': {'min': 0, 'max': 60}}""")));
        for (int i = 0; i < 11; i++) {
            endpoint("render", "{\"workers\": {\"max\": " + (40 + i) + "}}");
        }
        looked();
        budgets()
                .then()
                .body("account.contributors", hasSize(10))
                .body("account.contributors[0].id", is("stray"))
                .body("account.contributors[0].name", is("stray-1"))
                .body("account.contributors[0].team", nullValue())
                .body("account.contributors[0].workers", is(60))
                .body("account.contributors[0].burnRate", is(328.32f))
                .body("account.contributors[1].team", is("render"))
                .body(team("render") + ".contributors", hasSize(10))
                .body(team("render") + ".contributors[0].workers", is(50))
                .body(team("render") + ".contributors.workers", everyItem(greaterThanOrEqualTo(41)));
    }

    @Test
    void an_endpoint_counts_with_the_largest_size_of_its_flavour() {
        String id = sizedEndpoint("render");
        looked();
        get(AUDITOR, "/platform/endpoints")
                .then()
                .statusCode(200)
                .body(made(id) + ".cost.burnRate", is(3.6f))
                .body(made(id) + ".cost.floor", is(1.44f))
                .body(made(id) + ".config.cpuFlavors", is(List.of("cpu5g")))
                .body(
                        made(id) + ".config.vcpuCount",
                        is(List.of(Map.of("id", "cpu5g", "vcpuCount", 16), Map.of("id", "cpu5g", "vcpuCount", 8))));
        assertLine(line(budgets(), team("render"), "budget.burnRate"), "3.6", "0", "1000", "996.4");
        patch(RENDER, "/v2/serverless/" + id, "{\"workers\": {\"max\": 6}}")
                .then()
                .statusCode(200);
        assertLine(line(budgets(), team("render"), "budget.burnRate"), "4.32", "0", "1000", "995.68");
    }

    private static String made(String id) {
        return "endpoints.find { it.id == '" + id + "' }";
    }

    @Test
    void a_team_sees_its_own_lines() {
        render("{}");
        Response me = get(RENDER, "/me");
        Map<String, Object> burnRate = line(me, "budgets", "budget.burnRate");
        assertEquals(List.of("rule", "used", "cap", "headroom"), List.copyOf(burnRate.keySet()));
        assertEquals(amount("2.052"), amount(burnRate.get("used")));
        assertEquals(amount("997.948"), amount(burnRate.get("headroom")));
        me.then()
                .statusCode(200)
                .body("budgets.month.cap", is(500))
                .body("budgets.lines.find { it.rule == 'budget.floor' }.cap", nullValue());
        get(ONCALL, "/me").then().statusCode(200).body("budgets", nullValue());
    }

    @Test
    void teams_are_told_as_the_policy_has_them_without_any_digest() {
        render("{}");
        Response teams = get(AUDITOR, "/platform/teams");
        teams.then()
                .statusCode(200)
                .body(team("render") + ".contact", is("#render"))
                .body(team("render") + ".owns", is(List.of("name:render-*")))
                .body(team("render") + ".fields", is(List.of("workersMin", "workersMax", "env")))
                .body(team("render") + ".limits.workersMax.max", is(20))
                .body(team("render") + ".overrides[0].endpoints", is(List.of("name:render-small-*")))
                .body(team("render") + ".overrides[0].limits.workersMax.max", is(2))
                .body(team("render") + ".budget.workers", is(1000))
                .body(team("render") + ".budget.gpus", is(Map.of("NVIDIA L*", 1000)))
                .body(team("render") + ".share", is(1))
                .body(team("render") + ".callers.name", is(List.of("render-app", "render-patient")))
                .body(team("render") + ".callers[1].role", is("reader"))
                .body(team("render") + ".callers[1].readLimit", is("2/hour"))
                .body(team("render") + ".callers[1].fields", is(List.of("workersMax")))
                .body(team("render") + ".endpoints", is(1));
        assertFalse(teams.asString().contains("sha256"));
    }

    private static String one(String id) {
        return "endpoints.find { it.id == '" + id + "' }";
    }

    @Test
    void endpoints_are_told_with_owner_groups_and_price() {
        String owned = render("{\"workers\": {\"min\": 1}}");
        sandbox().seed(object(quoted("{'id': 'claimed', 'name': 'render-shared-1', 'gpu': {'pools': ['AMPERE_24']}}")));
        sandbox().seed(object(quoted("{'id': 'stray', 'name': 'stray-1', 'gpu': {'pools': ['AMPERE_24']}}")));
        looked();
        get(ONCALL, "/platform/endpoints")
                .then()
                .statusCode(200)
                .body(one(owned) + ".owner", is(Map.of("team", "render")))
                .body(one(owned) + ".groups", is(List.of("pictures")))
                .body(one(owned) + ".config.workersMax", is(3))
                .body(one(owned) + ".cost.burnRate", is(2.052f))
                .body(one(owned) + ".cost.floor", is(0.684f))
                .body(one(owned) + ".age", lessThanOrEqualTo(10))
                .body(one("claimed") + ".owner", is(Map.of("contested", List.of("archive", "render"))))
                .body(one("stray") + ".owner", is(Map.of("unowned", true)))
                .body(one("stray") + ".groups", hasSize(0));
    }

    @Test
    void of_variables_the_names_are_told_and_nothing_else() {
        String id = render("{\"env\": {\"TOKEN\": \"" + SECRET + "\", \"MODE\": \"fast\"}}");
        Response changed = patch(RENDER, "/v2/serverless/" + id, "{\"env\": {\"TOKEN\": \"" + SECRET + "-2\"}}");
        changed.then().statusCode(200);
        Json.Obj record = Trail.recordOf(directories(), changed.header("Podgate-Decision-Id"));
        get(ONCALL, "/platform/endpoints").then().body(one(id) + ".config.env", is(List.of("TOKEN")));
        get(AUDITOR, "/decisions/" + record.string("decisionId").orElseThrow())
                .then()
                .body("changes[0].before", is(List.of("TOKEN", "MODE")))
                .body("changes[0].after", is(List.of("TOKEN")));
        for (String path : List.of(
                "/platform/decisions?limit=200",
                "/platform/budgets",
                "/platform/teams",
                "/platform/endpoints",
                "/decisions/" + record.string("decisionId").orElseThrow())) {
            String text = get(AUDITOR, path).asString();
            for (String secret : List.of(SECRET, "hmac:", "sha256:", Tokens.CANARY, Runpod.KEY)) {
                assertFalse(text.contains(secret), path + " tells " + secret);
            }
        }
    }
}
