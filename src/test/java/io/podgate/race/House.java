package io.podgate.race;

import io.podgate.dialect.Dialect;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.SandboxOptions;
import io.podgate.sandbox.Visit;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A RunPod in the test's own process, one policy, perhaps one PostgreSQL, and gateways in processes of their own. */
final class House implements AutoCloseable {

    private final Path directory;
    private final Dialect dialect;
    private final Vertx vertx = Vertx.vertx();
    private Sandbox sandbox;
    private final List<Gateway> gateways = new ArrayList<>();

    House(Path directory) throws IOException {
        this(directory, Dialect.V2);
    }

    /** @param dialect RunPod's */
    House(Path directory, Dialect dialect) throws IOException {
        this.directory = directory;
        this.dialect = dialect;
        this.sandbox = opened(0);
        Files.writeString(policy(), Fleet.policy());
    }

    private Sandbox opened(int port) {
        Sandbox fresh = Sandbox.open(
                vertx,
                SandboxOptions.speaking(dialect).withoutFleet().withQuota().onPort(port));
        Fleet.seed(fresh);
        return fresh;
    }

    Path policy() {
        return directory.resolve("policy.yaml");
    }

    /** Nobody listens where RunPod was. */
    void unplug() {
        sandbox.close().toCompletionStage().toCompletableFuture().join();
    }

    /** RunPod is there again, with endpoints as at first. */
    void plugIn() {
        sandbox = opened(sandbox.port());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** How many updates of an endpoint came to RunPod. */
    long patches(String endpoint) {
        return visits(endpoint).count();
    }

    /** How many of them it has answered. */
    long answered(String endpoint) {
        return visits(endpoint).filter(visit -> visit.status().isPresent()).count();
    }

    private Stream<Visit> visits(String endpoint) {
        return sandbox.requests().stream()
                .filter(visit -> visit.method().equals("PATCH") && visit.path().endsWith("/" + endpoint));
    }

    /** Settings of gateways that wait less than they would for RunPod. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("podgate.policy.path", policy().toString());
        settings.put("podgate.runpod.url", sandbox.url());
        settings.put("podgate.runpod.api-key", SandboxOptions.DEMO_KEY);
        settings.put("podgate.runpod.request-timeout", "2s");
        settings.put("podgate.runpod.deadline", "5s");
        settings.put("podgate.fleet.refresh", "3s");
        return settings;
    }

    /** The same, with one memory for all of them. */
    Map<String, String> sharing(String url) {
        Map<String, String> settings = settings();
        settings.put("podgate.store", "postgresql");
        settings.put("quarkus.datasource.jdbc.url", url);
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        return settings;
    }

    /** Starts so many at once and waits until all are ready. */
    List<Gateway> start(int count, Map<String, String> settings) throws IOException, InterruptedException {
        List<Gateway> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Gateway gateway = new Gateway(directory.resolve("gateway-" + gateways.size()), settings);
            gateways.add(gateway);
            started.add(gateway.start());
        }
        for (Gateway gateway : started) {
            gateway.ready();
        }
        return started;
    }

    @Override
    public void close() throws InterruptedException {
        for (Gateway gateway : gateways) {
            gateway.close();
        }
        sandbox.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
