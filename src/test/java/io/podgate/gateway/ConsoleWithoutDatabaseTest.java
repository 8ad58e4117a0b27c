package io.podgate.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.podgate.gateway.Profiles.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
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
                        containsString("What the budgets come to is not known: the ledger cannot be reached"),
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

    /** Here, since the address has to wait then, right token or not. */
    @Test
    void who_fails_too_often_waits() {
        for (int i = 0; i < 10; i++) {
            entered("guess-" + i).then().statusCode(403);
        }
        entered(Tokens.of(ONCALL)).then().statusCode(429).header("Retry-After", is("60"));
    }

    private static Response entered(String token) {
        return Browser.send(Browser.stranger(), "/console/login", Map.of("token", token));
    }

    @Test
    void a_decision_by_itself_is_not_there_now() {
        Browser.page(AUDITOR, "/console/decisions/abc").then().statusCode(503).body(containsString(NO_TRAIL));
    }
}
