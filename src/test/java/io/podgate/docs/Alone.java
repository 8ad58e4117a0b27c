package io.podgate.docs;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The gateway on free ports, with the demo's policy and without any RunPod. */
public final class Alone implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0",
                "podgate.runpod.url", "http://127.0.0.1:1/v2",
                "podgate.runpod.api-key", "nobody-asks",
                "podgate.runpod.max-attempts", "1",
                "podgate.identity.issuers.nobody.url", "https://127.0.0.1:1",
                "podgate.policy.path", "src/main/resources/demo/policy.yaml",
                "podgate.data.dir", "target/alone");
    }
}
