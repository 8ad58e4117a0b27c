package io.podgate.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Census;
import io.podgate.admission.Deadline;
import io.podgate.admission.DriftWatch;
import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the console's pages tell. One worker of these endpoints costs 0.684 an hour at worst. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ConsolePagesTest extends GatewayTest {

    private static final Pattern ROW = Pattern.compile("<code class=\"muted\">(\\w+)</code></th>");
    private static final Pattern OLDER = Pattern.compile("href=\"(/console/decisions\\?[^\"]*cursor=[^\"]+)\" rel");

    @Inject
    Census census;

    @Inject
    DriftWatch watch;

    @Inject
    Catalogs catalogs;

    private void looked() {
        census.take(Deadline.in(Duration.ofSeconds(10))).await().atMost(Duration.ofSeconds(10));
    }

    private static Response page(String path) {
        Response page = Browser.page(AUDITOR, "/console" + path);
        page.then().statusCode(200);
        return page;
    }

    /** The endpoints of a page, in their order. */
    private static List<String> ids(String path) {
        return ROW.matcher(page(path).asString())
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    private static Response tried(String caller, String endpoint, String body) {
        Map<String, String> form = new HashMap<>(Map.of("team", "vision", "dialect", "v2"));
        form.putAll(Map.of("seal", Browser.seal(AUDITOR), "caller", caller, "endpoint", endpoint, "body", body));
        return Browser.send(Browser.of(AUDITOR), "/console/playground", form);
    }

    private static String numbers(String... cells) {
        return Stream.of(cells)
                .map(cell -> "<td class=\"number\">" + cell + "</td>")
                .collect(Collectors.joining());
    }

    private static Response triedPolicy(String policy) {
        return Browser.send(
                Browser.of(AUDITOR),
                "/console/playground/policy",
                Map.of("seal", Browser.seal(AUDITOR), "policy", policy));
    }

    @Test
    void the_overview_tells_of_budgets_quota_breaker_policy_and_decisions() {
        String id = endpoint("render", "{\"workers\": {\"max\": 3}}");
        looked();
        patch("render-app", "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
        String revision = get(VISION, "/me").path("policyRevision");
        page("").then()
                .body(allOf(
                        containsString("<code>" + revision + "</code>"),
                        containsString("in force here for "),
                        containsString("<span class=\"badge good\">closed</span>"),
                        containsString("of $1000.00/h"),
                        containsString("let through"),
                        containsString("id=\"team-render\" href=\"/console/endpoints?team=render\"")));
        page("?refresh=off").then().body(not(containsString("hx-trigger")));
    }

    @Test
    void endpoints_are_sorted_and_narrowed() {
        String small = endpoint("render", "{\"workers\": {\"max\": 1}}");
        String large = endpoint("render", "{\"workers\": {\"max\": 30}}");
        looked();
        List<String> falling = ids("/endpoints?team=render&sort=burnRate&order=down");
        assertTrue(falling.indexOf(large) < falling.indexOf(small), falling::toString);
        List<String> rising = ids("/endpoints?team=render&sort=burnRate");
        assertTrue(rising.indexOf(large) > rising.indexOf(small), rising::toString);
        assertEquals(List.of(small), ids("/endpoints?q=" + small));
        assertTrue(ids("/endpoints?team=render&verdict=outside").contains(large));
        assertTrue(!ids("/endpoints?team=render&verdict=outside").contains(small));
        assertTrue(!ids("/endpoints?team=vision").contains(small));
        page("/endpoints?q=" + large)
                .then()
                .body(allOf(
                        containsString("$20.52/h"),
                        containsString("breaks 1 rule"),
                        containsString("workersMax 30 is above the limit of 20"),
                        containsString("aria-sort=\"ascending\"")));
        page("/endpoints?q=there-is-no-such-thing").then().body(containsString("Nothing fits."));
        assertEquals(100, page("/endpoints?sort=nonsense&page=-3&order=up").statusCode() / 2);
    }

    @Test
    void a_card_finds_the_endpoints_that_may_get_it_and_none_that_excludes_it() {
        String all = endpoint("render", "{\"gpu\": {\"pools\": [\"ADA_48_PRO\"], \"excludedTypes\": []}}");
        String without =
                endpoint("render", "{\"gpu\": {\"pools\": [\"ADA_48_PRO\"], \"excludedTypes\": [\"NVIDIA L40S\"]}}");
        String cpu = cpuEndpoint("render");
        await(catalogs::known);
        looked();
        List<String> card = ids("/endpoints?team=render&q=nvidia%20l40s");
        assertTrue(card.contains(all) && !card.contains(without) && !card.contains(cpu), card::toString);
        List<String> pool = ids("/endpoints?team=render&q=ADA_48");
        assertTrue(pool.contains(all) && pool.contains(without) && !pool.contains(cpu), pool::toString);
        assertTrue(ids("/endpoints?team=render&q=cpu3c").contains(cpu));
    }

    @Test
    void drift_is_told_and_who_else_has_changed_something() {
        String id = endpoint("render");
        looked();
        assertTrue(sandbox().alter(id, object("{\"workers\": {\"max\": 30}}")));
        looked();
        watch.look().await().atMost(Duration.ofSeconds(10));
        page("/drift")
                .then()
                .body(allOf(
                        containsString("href=\"/console/endpoints?q=" + id),
                        containsString("workersMax 30 is above the limit of 20"),
                        containsString("<code>workersMax</code>")));
        page("").then()
                .body(containsString("href=\"/console/drift\">" + watch.known().size() + "</a>"));
    }

    @Test
    void a_hundred_endpoints_are_a_page() {
        for (int i = 0; i < 130; i++) {
            endpoint("vision");
        }
        looked();
        assertEquals(100, ids("/endpoints?team=vision").size());
        assertTrue(ids("/endpoints?team=vision&page=2").size() >= 30);
        page("/endpoints?team=vision").then().body(containsString("page=2\" rel=\"next\""));
        assertEquals(List.of(), ids("/endpoints?team=vision&page=9999"));
    }

    @Test
    void decisions_are_found_and_have_an_address_of_their_own() {
        String id = endpoint("vision");
        Response denied = patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 11}}");
        denied.then().statusCode(403);
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
        String decision = denied.header("Podgate-Decision-Id");
        Trail.recordOf(directories(), decision);
        await(() -> Trail.of(directories()).resultsAbout(id).size() == 2);
        page("/decisions?endpoint=" + id)
                .then()
                .body(allOf(
                        containsString("<span class=\"badge bad\">denied</span>"),
                        containsString("<code>workersMax</code> 3 → 11"),
                        containsString("<span class=\"badge good\">applied</span>"),
                        containsString("$2.052/h → $2.736/h"),
                        containsString("vision-app")));
        page("/decisions?endpoint=" + id + "&outcome=denied&team=vision&since=2026-01-01T00:00")
                .then()
                .body(allOf(containsString("/console/decisions/" + decision), not(containsString("good\">applied"))));
        for (String never : List.of("&since=2099-01-01T00:00", "&until=2026-01-01T00:00")) {
            page("/decisions?endpoint=" + id + never).then().body(containsString("No decision fits."));
        }
        page("/decisions/" + decision)
                .then()
                .body(allOf(
                        containsString("limits.workersMax"),
                        containsString("GET /decisions/" + decision),
                        containsString("&quot;decisionId&quot;: &quot;" + decision)));
        Browser.page(AUDITOR, "/console/decisions/there-is-none").then().statusCode(404);
        for (String flawed :
                List.of("endpoint=%24", "outcome=nonsense", "since=yesterday", "until=tomorrow", "cursor=nonsense")) {
            page("/decisions?" + flawed).then().body(containsString("class=\"notice bad\" role=\"alert\""));
        }
        await(() -> page("/endpoints?q=" + id).asString().contains(">applied</span>"));
    }

    @Test
    void fifty_decisions_are_a_page_and_the_older_ones_behind_it() {
        String id = endpoint("vision");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        for (int i = 0; i < 53; i++) {
            patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 11}}")
                    .then()
                    .statusCode(403);
        }
        await(() -> Trail.of(directories()).resultsAbout(id).size() == 53);
        String first = page("/decisions?endpoint=" + id).asString();
        assertEquals(50, first.split("<time ", -1).length - 1);
        String older = OLDER.matcher(first)
                .results()
                .map((MatchResult link) -> link.group(1))
                .findFirst()
                .orElseThrow()
                .replace("&amp;", "&");
        assertEquals(3, Browser.page(AUDITOR, older).asString().split("<time ", -1).length - 1);
    }

    @Test
    void an_update_is_tried_and_nothing_comes_of_it() {
        String id = endpoint("vision");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        int lines = Trail.of(directories()).about(id).size();
        tried(VISION, id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("<span class=\"badge good\">allow</span>"),
                        containsString("PATCH /v2/serverless/" + id),
                        containsString("&quot;max&quot;: 4"),
                        containsString("$0.684/h")));
        tried(VISION, id, "{\"workers\": {\"max\": 11}, \"disk\": 50}")
                .then()
                .body(allOf(
                        containsString("<span class=\"badge bad\">deny</span>"),
                        containsString("<code>limits.workersMax</code>"),
                        containsString("<td>10</td><td>11</td><td>10</td>"),
                        containsString("<code>fields</code>")));
        tried(VISION, id, "{\"workers\": {\"max\": 3}}").then().body(containsString(">unchanged</span>"));
        tried(VISION, id, "nonsense").then().body(containsString(">malformed</span>"));
        tried(VISION, id, "{\"nonsense\": 1}").then().body(containsString(">invalid</span>"));
        tried(VISION, endpoint("lab"), "{\"workers\": {\"max\": 4}}").then().body(containsString(">not found</span>"));
        tried(READER, id, "{}").then().body(containsString("There is no such caller."));
        assertEquals(List.of(), patches());
        assertEquals(lines, Trail.of(directories()).about(id).size());
    }

    @Test
    void what_restricts_nothing_says_so_and_is_not_called_none() {
        String id = endpoint("vision", "{\"timeout\": 600000}");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        String widest = "{\"dataCenterIds\": [], \"timeout\": 0}";
        tried(VISION, id, widest)
                .then()
                .body(allOf(
                        containsString("<td>EU-RO-1</td><td>everywhere</td>"),
                        containsString("<td>600</td><td>no limit</td>")));
        Response applied = patch(VISION, "/v2/serverless/" + id, widest);
        applied.then().statusCode(200);
        String decision = applied.header("Podgate-Decision-Id");
        Trail.recordOf(directories(), decision);
        page("/decisions/" + decision)
                .then()
                .body(allOf(
                        containsString("<td>EU-RO-1</td><td>everywhere</td>"),
                        containsString("<td>600</td><td>no limit</td>")));
        page("/endpoints?q=" + id)
                .then()
                .body(allOf(
                        containsString("<dt><code>dataCenters</code></dt><dd>everywhere</dd>"),
                        containsString("<dt><code>cudaVersions</code></dt><dd>any</dd>"),
                        containsString("<dt><code>executionTimeout</code></dt><dd>no limit</dd>"),
                        containsString("<dt><code>networkVolumes</code></dt><dd>none</dd>")));
    }

    @Test
    void trying_costs_the_caller_nothing_of_its_limit() {
        String id = endpoint("vision");
        for (int i = 0; i < 4; i++) {
            tried("vision-tried", id, "{\"workers\": {\"max\": 4}}").then().body(containsString(">allow</span>"));
        }
        patch("vision-tried", "/v2/serverless/" + id + "?dryRun=true", "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200)
                .header("RateLimit", containsString("r=1"));
    }

    @Test
    void values_of_variables_are_shown_nowhere() {
        String id = endpoint("vision", "{\"env\": {\"TOKEN\": \"a-secret-value\"}}");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        tried(VISION, id, "{\"env\": {\"TOKEN\": \"another-secret-value\"}}")
                .then()
                .body(allOf(containsString("(hidden)"), containsString(">allow</span>")));
        looked();
        page("/endpoints?q=" + id).then().body(allOf(containsString("TOKEN"), not(containsString("a-secret-value"))));
    }

    @Test
    void a_policy_is_tried_and_nothing_comes_of_it() throws IOException {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 9}}")
                .then()
                .statusCode(200);
        String policy = Files.readString(directories().policyFile());
        String revision = get(VISION, "/me").path("policyRevision");
        triedPolicy(policy.replace("workersMax: {max: 10}", "workersMax: {max: 4}"))
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("workersMax 9 is above the limit of 4 for team vision"),
                        containsString("<code>" + revision + "</code>"),
                        containsString("<span class=\"badge bad\">deny</span>")));
        triedPolicy(policy.replace("- name: frugal", "- name: thrifty"))
                .then()
                .body(allOf(
                        containsString("<th scope=\"row\">frugal</th><td>removed</td>"
                                + numbers("$7.00/h", "–", "-$7.00/h", "–")),
                        containsString(
                                "<th scope=\"row\">thrifty</th><td>added</td>" + numbers("–", "$7.00/h", "+$7.00/h"))));
        triedPolicy(policy).then().body(containsString("Nothing that stands or was decided of late"));
        triedPolicy("kind: PolicySet\nnonsense: 1\n")
                .then()
                .body(allOf(containsString("It does not hold together"), containsString("candidate.yaml:")));
        get(VISION, "/me").then().body("policyRevision", is(revision));
    }

    @Test
    void growth_is_frozen_and_let_go_by_the_platform_alone() {
        String id = endpoint("vision");
        fresh(VISION, "/v2/serverless/" + id).then().statusCode(200);
        Map<String, String> wish = Map.of("team", "vision", "reason", "a <b>bold</b> reason", "hours", "4");
        sent(AUDITOR, "/console/freeze", wish)
                .then()
                .statusCode(403)
                .body(containsString("Auditors see everything and change nothing."));
        page("").then().body(not(containsString("action=\"/console/freeze\"")));
        sent(ONCALL, "/console/freeze", Map.of("team", "vision")).then().statusCode(400);
        sent(ONCALL, "/console/freeze", wish).then().statusCode(303);
        try {
            page("").then()
                    .body(allOf(
                            containsString("Team vision is frozen"),
                            containsString("a &lt;b&gt;bold&lt;/b&gt; reason"),
                            containsString("By oncall")));
            patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                    .then()
                    .statusCode(403)
                    .body("violations.rule", is(List.of("frozen")));
            tried(VISION, id, "{\"workers\": {\"max\": 4}}").then().body(containsString("<code>frozen</code>"));
            get(AUDITOR, "/platform/freeze").then().body("freezes[0].by", is("oncall"));
            sent(AUDITOR, "/console/unfreeze", Map.of("team", "vision")).then().statusCode(403);
        } finally {
            sent(ONCALL, "/console/unfreeze", Map.of("team", "vision")).then().statusCode(303);
        }
        page("").then().body(containsString("Nothing is frozen"));
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
    }

    private static Response sent(String caller, String path, Map<String, String> form) {
        Map<String, String> sealed = new HashMap<>(form);
        sealed.put("seal", Browser.seal(caller));
        return Browser.send(Browser.of(caller), path, sealed);
    }

    @Test
    void a_form_has_room_for_what_it_asks_for_and_no_more() {
        Map<String, String> form = Map.of("seal", Browser.seal(AUDITOR), "theme", "x".repeat(9 << 10));
        Browser.send(Browser.of(AUDITOR), "/console/theme", form).then().statusCode(413);
    }
}
