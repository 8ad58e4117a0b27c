package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.OftenListed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands otherwise than the policy says is noticed, whoever did it. */
@QuarkusTest
@TestProfile(OftenListed.class)
class DriftTest extends GatewayTest {

    private static List<Map<String, Object>> drift(String id) {
        return get(AUDITOR, "/platform/drift").jsonPath().getList("drift.findAll { it.id == '" + id + "' }");
    }

    private static boolean isKnown(String id) {
        return get(ONCALL, "/platform/endpoints")
                .jsonPath()
                .getList("endpoints.id")
                .contains(id);
    }

    @Test
    void what_somebody_does_in_runpods_console_is_noticed_with_by_what_and_over_when_it_is_put_right() {
        String id = endpoint("vision");
        await(() -> isKnown(id));
        assertEquals(List.of(), drift(id));
        Instant before = Instant.now();
        sandbox().alter(id, object("{\"workers\": {\"max\": 12}}"));
        await(() -> !drift(id).isEmpty());
        Map<String, Object> found = drift(id).getFirst();
        assertEquals("limits.workersMax", found.get("rule"));
        assertEquals("vision", found.get("team"));
        assertEquals(12, found.get("actual"));
        assertEquals(10, found.get("limit"));
        assertTrue(found.get("detail").toString().contains("12"), found::toString);
        assertFalse(Instant.parse(found.get("since").toString()).isBefore(before.minusSeconds(1)), found::toString);
        get(AUDITOR, "/platform/drift")
                .then()
                .body("outOfBand.findAll { it.id == '" + id + "' }[0].fields", is(List.of("workersMax")))
                .body("outOfBand.findAll { it.id == '" + id + "' }[0].team", is("vision"));
        await(() -> Management.metric("podgate_drift{rule=\"limits.workersMax\",team=\"vision\"}") == 1);
        as(VISION)
                .contentType("application/json")
                .body("{\"workers\": {\"max\": 10}}")
                .patch("/v2/serverless/" + id)
                .then()
                .statusCode(200);
        await(() -> drift(id).isEmpty());
        await(() -> Management.metric("podgate_drift{rule=\"limits.workersMax\",team=\"vision\"}") == 0);
    }

    @Test
    void a_change_that_breaks_nothing_is_told_as_well_since_somebody_holds_a_key() {
        String id = endpoint("vision");
        await(() -> isKnown(id));
        sandbox().alter(id, object("{\"workers\": {\"max\": 2}}"));
        await(() -> get(AUDITOR, "/platform/drift")
                .jsonPath()
                .getList("outOfBand.id")
                .contains(id));
        assertEquals(List.of(), drift(id));
    }

    @Test
    void a_limit_that_is_lowered_leaves_drift_with_the_same_since_until_it_is_raised() throws IOException {
        String id = endpoint("vision");
        await(() -> isKnown(id));
        try {
            Files.writeString(
                    directories().policyFile(),
                    Runpod.Directories.freshPolicy().replace("workersMax: {max: 10}", "workersMax: {max: 2}"));
            await(() -> !drift(id).isEmpty());
            Object since = drift(id).getFirst().get("since");
            sandbox().alter(id, object("{\"workers\": {\"max\": 4}}"));
            await(() -> drift(id).getFirst().get("actual").equals(4));
            assertEquals(since, drift(id).getFirst().get("since"));
        } finally {
            Files.writeString(directories().policyFile(), Runpod.Directories.freshPolicy());
        }
        await(() -> drift(id).isEmpty());
    }

    @Test
    void what_nobody_owns_or_two_teams_claim_is_drift_of_nobody() {
        String shared = endpoint("render");
        sandbox().alter(shared, object("{\"name\": \"render-shared-" + shared + "\"}"));
        String orphan = endpoint("lab");
        sandbox().alter(orphan, object("{\"name\": \"orphan-" + orphan + "\"}"));
        await(() -> !drift(shared).isEmpty() && !drift(orphan).isEmpty());
        get(AUDITOR, "/platform/drift")
                .then()
                .body("drift.findAll { it.id == '" + shared + "' }.rule", is(List.of("ownership")))
                .body("drift.findAll { it.id == '" + shared + "' }[0].detail", containsString("archive"))
                .body("drift.findAll { it.id == '" + orphan + "' }.detail", hasItem("no team owns it"));
        assertFalse(drift(orphan).getFirst().containsKey("team"));
    }

    @Test
    void what_stands_above_a_budget_is_drift_of_its_team() {
        String id = endpoint("frugal");
        sandbox().alter(id, object("{\"workers\": {\"max\": 40}}"));
        await(() -> get(AUDITOR, "/platform/drift")
                .jsonPath()
                .getList("drift.findAll { it.team == 'frugal' }.rule")
                .contains("budget.burnRate"));
        sandbox().alter(id, object("{\"workers\": {\"max\": 1}}"));
        await(() -> !get(AUDITOR, "/platform/drift")
                .jsonPath()
                .getList("drift.findAll { it.team == 'frugal' }.rule")
                .contains("budget.burnRate"));
    }

    @Test
    void runpods_releases_tell_by_what_where_they_do() {
        String id = endpoint("batch");
        await(() -> isKnown(id));
        sandbox().alter(id, object("{\"image\": \"docker.io/somebody/else:latest\"}"));
        await(() -> drift(id).stream().anyMatch(each -> each.get("rule").equals("limits.image")));
        await(() -> drift(id).stream()
                .filter(each -> each.get("rule").equals("limits.image"))
                .anyMatch(each -> each.get("by") instanceof Map<?, ?> by && "MANUAL".equals(by.get("source"))));
    }
}
