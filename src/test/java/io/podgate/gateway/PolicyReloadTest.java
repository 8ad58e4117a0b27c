package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The policy changes while the gateway runs. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class PolicyReloadTest extends GatewayTest {

    private static final String ELEVEN = "{\"workers\": {\"max\": 11}}";

    @AfterEach
    void restore() throws IOException {
        write(Runpod.Directories.freshPolicy());
        await(this::deniesEleven);
    }

    private void write(String policy) throws IOException {
        Files.writeString(directories().policyFile(), policy);
    }

    private static String revision() {
        return get(VISION, "/me").path("policyRevision");
    }

    private boolean deniesEleven() {
        return patch(VISION, "/v2/serverless/" + endpoint("vision") + "?dryRun=true", ELEVEN)
                .path("verdict")
                .equals("deny");
    }

    @Test
    void a_good_change_comes_into_force_without_a_restart_and_no_request_suffers() throws IOException {
        String before = revision();
        write(Runpod.Directories.freshPolicy().replace("workersMax: {max: 10}", "workersMax: {max: 11}"));
        Set<Integer> statuses = new TreeSet<>();
        await(() -> {
            statuses.addAll(together(
                    8, i -> get(VISION, "/v2/serverless/" + endpoint("vision")).statusCode()));
            return !revision().equals(before);
        });
        assertEquals(Set.of(200), statuses);
        patch(VISION, "/v2/serverless/" + endpoint("vision"), ELEVEN).then().statusCode(200);
        assertEquals(1, Management.metric("podgate_policy_info{revision=\"" + revision() + "\""));
        assertRecorded(revision(), "workersMax: {max: 11}");
        get(AUDITOR, "/platform/policy")
                .then()
                .statusCode(200)
                .body("policyRevision", is(revision()))
                .body("documents.text[0]", containsString("workersMax: {max: 11}"))
                .body("documents.text[0]", containsString("sha256:…"));
        get(ONCALL, "/platform/policy?revision=" + before)
                .then()
                .statusCode(200)
                .body("policyRevision", is(before))
                .body("documents.text[0]", containsString("workersMax: {max: 10}"));
        get(ONCALL, "/platform/policy?revision=0123456789ab").then().statusCode(404);
        get(ONCALL, "/platform/policy?revision=yesterday").then().statusCode(400);
        get(VISION, "/platform/policy").then().statusCode(403);
    }

    /** The trail has the whole of it, but no digest of a token. */
    private void assertRecorded(String revision, String part) {
        String start = "{\"kind\":\"policy\"";
        String named = "\"policyRevision\":\"" + revision + "\"";
        await(() -> Trail.of(directories()).about(named).stream().anyMatch(line -> line.startsWith(start)));
        String line = Trail.of(directories()).about(named).stream()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains(part), line);
        assertTrue(line.contains("sha256:…"), line);
        assertFalse(Pattern.compile("sha256:[0-9a-f]").matcher(line).find(), line);
    }

    @Test
    void a_broken_change_leaves_the_last_good_one_in_force_and_says_so() throws IOException {
        String before = revision();
        double failures = Management.metric("podgate_policy_reload_failures_total");
        write(Runpod.Directories.freshPolicy().replace("workersMax: {max: 10}", "workersMaximum: {max: 11}"));
        await(() -> Management.metric("podgate_policy_reload_failures_total") == failures + 1);
        assertEquals(before, revision());
        assertEquals(1, Management.metric("podgate_policy_errors"));
        patch(VISION, "/v2/serverless/" + endpoint("vision"), ELEVEN).then().statusCode(403);
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'podgate' }.data.policyReload", containsString("workersMaximum"))
                .body("checks.find { it.name == 'podgate' }.data.policyRevision", is(before));
        write(Runpod.Directories.freshPolicy());
        await(() -> Management.get("/q/health/ready").path("checks.find { it.name == 'podgate' }.data.policyReload")
                == null);
        assertEquals(0, Management.metric("podgate_policy_errors"));
        Management.get("/q/health/live").then().statusCode(200).body("status", notNullValue());
    }
}
