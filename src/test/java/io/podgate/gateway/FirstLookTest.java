package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.podgate.gateway.Profiles.InFrontOfSilence;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway is not ready before it has looked at RunPod once, and knows what is frozen. */
@QuarkusTest
@TestProfile(InFrontOfSilence.class)
class FirstLookTest extends GatewayTest {

    /** Not ready is what it is to be. */
    @Override
    @BeforeEach
    void begin() {}

    @Test
    void what_is_awaited_is_named() {
        Management.get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'podgate' }.data.awaited",
                        is("RunPod's endpoints, RunPod's catalogue, what is frozen"));
        Management.get("/q/health/live").then().statusCode(200);
    }

    @Test
    void before_the_first_list_nothing_is_said_to_be_as_it_should() {
        get(AUDITOR, "/platform/drift")
                .then()
                .statusCode(200)
                .header(
                        "Warning",
                        is(
                                "299 podgate \"What stands has not been judged yet: RunPod's endpoints have not been listed.\""))
                .body("drift", is(List.of()));
        Browser.page(AUDITOR, "/console/drift")
                .then()
                .statusCode(200)
                .body(containsString("What stands has not been judged yet: "))
                .body(not(containsString("Everything stands")));
        Browser.page(AUDITOR, "/console")
                .then()
                .statusCode(200)
                .body(containsString("What stands has not been judged yet: "))
                .body(not(containsString("as it should be")));
    }

    @Test
    void before_the_first_list_nobody_is_told_that_nothing_is_used() {
        get(AUDITOR, "/platform/budgets")
                .then()
                .statusCode(200)
                .header("Warning", containsString("the endpoints are not counted yet"))
                .body("account.lines", everyItem(not(hasKey("used"))));
        get(VISION, "/me").then().statusCode(200).body("budgets.lines", everyItem(not(hasKey("used"))));
    }

    @Test
    void before_the_first_list_there_is_nothing_to_be_read() {
        for (String path : List.of("/v2/serverless", "/v1/endpoints", "/v2/serverless/a")) {
            get(VISION, path)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .header("Age", nullValue())
                    .body("type", is("urn:podgate:problem:state-unavailable"))
                    .body("detail", is("not known at the moment: RunPod's endpoints, which could not be listed yet"));
        }
    }
}
