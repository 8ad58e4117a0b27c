package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.podgate.gateway.Profiles.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What is told while the ledger's database is away: nothing that only it could know. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class LedgerAwayTest extends GatewayTest {

    private static final String NOT_KNOWN =
            "299 podgate \"What the budgets come to is not known: the ledger cannot be reached, or the endpoints are not"
                    + " counted yet.\"";

    @Test
    void a_dry_run_is_told_what_the_update_would_be() {
        String path = "/v2/serverless/" + endpoint("vision");
        String grown = "{\"workers\": {\"max\": 4}}";
        for (String query : new String[] {"?dryRun=true", ""}) {
            patch(VISION, path + query, grown)
                    .then()
                    .statusCode(503)
                    .body("type", is("urn:podgate:problem:ledger-unavailable"))
                    .body("detail", containsString("so only updates that shrink are sent"));
        }
        patch(VISION, path + "?dryRun=true", "{\"workers\": {\"max\": 2}}")
                .then()
                .statusCode(200)
                .header("Warning", containsString("this only shrinks, so it would be sent and recorded later"))
                .body("verdict", is("allow"))
                .body("cost", not(hasKey("teamTotal")));
    }

    @Test
    void a_team_sees_its_caps_and_not_what_nobody_can_tell() {
        get(VISION, "/me")
                .then()
                .statusCode(200)
                .header("Warning", NOT_KNOWN)
                .body("team", is("vision"))
                .body("budgets.lines.size()", greaterThan(0))
                .body("budgets.lines", everyItem(not(hasKey("used"))))
                .body("budgets.lines", everyItem(not(hasKey("headroom"))));
    }

    @Test
    void so_does_the_platform() {
        get(AUDITOR, "/platform/budgets")
                .then()
                .statusCode(200)
                .header("Warning", NOT_KNOWN)
                .body("account.lines", everyItem(not(hasKey("used"))))
                .body("account.lines", everyItem(not(hasKey("reserved"))));
        get(AUDITOR, "/platform/teams").then().statusCode(200).header("Warning", nullValue());
    }
}
