package io.podgate.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.podgate.gateway.Profiles.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Pages say what of them is missing, and show the rest. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class ConsoleWithoutDatabaseTest extends GatewayTest {

    private static final String NO_TRAIL = "the audit trail cannot be read";

    @Test
    void the_overview_goes_without_totals_and_decisions() {
        Browser.page(AUDITOR, "/console")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString(NO_TRAIL),
                        containsString("The ledger cannot be reached"),
                        containsString(">closed</span>"),
                        containsString("id=\"team-vision\"")));
    }

    @Test
    void lists_go_without_what_only_the_trail_knows() {
        fresh(VISION, "/v2/serverless/" + endpoint("vision")).then().statusCode(200);
        Browser.page(AUDITOR, "/console/endpoints")
                .then()
                .statusCode(200)
                .body(allOf(containsString(NO_TRAIL), containsString("within the policy")));
        Browser.page(AUDITOR, "/console/decisions").then().statusCode(200).body(containsString(NO_TRAIL));
    }

    @Test
    void a_decision_by_itself_is_not_there_now() {
        Browser.page(AUDITOR, "/console/decisions/abc").then().statusCode(503).body(containsString(NO_TRAIL));
    }
}
