package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** An update that is allowed goes to RunPod once, as it was meant, and RunPod's answer comes back. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ForwardingTest extends GatewayTest {

    @Test
    void one_patch_arrives_with_what_was_asked_for_and_nothing_else() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id, quoted("{ 'workers': {'max' : 5}, 'timeout': 60000 }"))
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied")
                .body("workers.max", is(5));
        assertEquals(1, patches().size());
        assertEquals("/v2/serverless/" + id, patches().getFirst().path());
        assertEquals(
                quoted("{'workers':{'max':5},'timeout':60000}"),
                patches().getFirst().body());
    }
}
