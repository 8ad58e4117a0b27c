package io.podgate.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.sandbox.SandboxOptions;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The demo brings a RunPod of its own. */
@QuarkusTest
@TestProfile(DemoTest.WithDemo.class)
class DemoTest {

    /** On free ports, with a directory of its own. */
    public static final class WithDemo implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String port = String.valueOf(free.getLocalPort());
                return Map.of(
                        "quarkus.http.test-port",
                        "0",
                        "quarkus.management.test-port",
                        "0",
                        "podgate.demo.enabled",
                        "true",
                        "podgate.demo.sandbox-port",
                        port,
                        "podgate.data.dir",
                        Files.createTempDirectory("podgate-demo").toString(),
                        "podgate.policy.path",
                        "${podgate.data.dir}/demo/policy.yaml",
                        "podgate.runpod.url",
                        "http://127.0.0.1:" + port + "/v2",
                        "podgate.runpod.api-key",
                        SandboxOptions.DEMO_KEY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestHTTPResource(value = "/metrics", management = true)
    @SuppressWarnings("NullAway.Init")
    URL metrics;

    @ConfigProperty(name = "podgate.runpod.url")
    @SuppressWarnings("NullAway.Init")
    String runpod;

    @Test
    void its_runpod_is_no_part_of_the_gateways_metrics() {
        RestAssured.given()
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_KEY)
                .get(runpod + "/serverless")
                .then()
                .statusCode(200);
        String scraped =
                RestAssured.get(metrics).then().statusCode(200).extract().asString();
        assertTrue(scraped.contains("podgate_fleet_age_seconds"), scraped);
        assertEquals(
                0,
                scraped.lines()
                        .filter(line -> line.startsWith("http_server_requests") && line.contains("/v2/serverless"))
                        .count());
    }
}
