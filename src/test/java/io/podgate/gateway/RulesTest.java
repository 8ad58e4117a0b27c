package io.podgate.gateway;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the policy's rules say over HTTP: six workers are the most, more than four are warned of. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class RulesTest extends GatewayTest {

    private String ruled() {
        return named("lab-ruled-");
    }

    private String named(String beginning) {
        String id = endpoint("lab");
        assertTrue(sandbox().alter(id, object("{\"name\": \"" + beginning + id + "\"}")));
        fresh(LAB, "/v2/serverless/" + id).then().statusCode(200);
        return id;
    }

    private static Response workers(String id, int most) {
        return patch(LAB, "/v2/serverless/" + id, "{\"workers\": {\"max\": " + most + "}}");
    }

    private static double counted(String rule, String enforcement) {
        return Management.metric(
                "podgate_violations_total{enforcement=\"" + enforcement + "\",rule=\"" + rule + "\",team=\"lab\"}");
    }

    @Test
    void a_rule_denies_in_its_own_words() {
        workers(ruled(), 7)
                .then()
                .statusCode(403)
                .body("violations", hasSize(1))
                .body("violations[0].rule", is("few-workers"))
                .body("violations[0].pointer", is("/workers/max"))
                .body("violations[0].detail", is("at most 6 workers here, not 7"));
        assertEquals(0, patches().size());
    }

    @Test
    void a_warning_lets_pass_and_a_trial_is_silent() {
        Response passed = workers(ruled(), 5);
        passed.then().statusCode(200);
        assertEquals(
                List.of("299 podgate \"5 workers are many\""), passed.headers().getValues("Warning"));
        get(AUDITOR, "/decisions/" + passed.header("Podgate-Decision-Id"))
                .then()
                .statusCode(200)
                .body("verdict", is("allow"))
                .body("warnings", contains("5 workers are many"))
                .body("violations.rule", contains("fewer-workers", "fewest-workers"))
                .body("violations.enforcement", contains("warn", "trial"));
        assertTrue(counted("fewer-workers", "warn") > 0);
        assertTrue(counted("fewest-workers", "trial") > 0);
    }

    @Test
    void an_exception_that_mattered_is_named() {
        String id = named("lab-ruled-free-");
        patch(LAB, "/v2/serverless/" + id + "?dryRun=true", "{\"workers\": {\"max\": 7}}")
                .then()
                .statusCode(200)
                .body("verdict", is("allow"))
                .body("exceptions.rule", contains("few-workers"))
                .body("exceptions[0].reason", is("a campaign"))
                .body("exceptions[0].until", is("2099-01-01T00:00:00Z"));
        Response passed = workers(id, 7);
        passed.then().statusCode(200);
        get(AUDITOR, "/decisions/" + passed.header("Podgate-Decision-Id"))
                .then()
                .body("exceptions.approvedBy", contains("oncall"));
    }

    @Test
    void shrinking_is_not_judged() {
        Response passed = workers(ruled(), 1);
        passed.then().statusCode(200);
        assertEquals(List.of(), passed.headers().getValues("Warning"));
        get(AUDITOR, "/decisions/" + passed.header("Podgate-Decision-Id"))
                .then()
                .body("violations", empty());
    }
}
