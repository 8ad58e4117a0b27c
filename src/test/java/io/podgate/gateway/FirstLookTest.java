package io.podgate.gateway;

import static org.hamcrest.Matchers.is;

import io.podgate.gateway.Profiles.InFrontOfSilence;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway is not ready before it has looked at RunPod once. */
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
                        is("RunPod's endpoints, RunPod's catalogue"));
        Management.get("/q/health/live").then().statusCode(200);
    }
}
