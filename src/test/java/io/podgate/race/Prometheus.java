package io.podgate.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podgate.FreePort;
import io.podgate.Programs;
import io.podgate.k8s.Alerts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** A Prometheus as Debian ships it, which scrapes one gateway every second and evaluates the rules. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the calling test where there is none. */
    static Prometheus scraping(URI metrics, Path directory) throws IOException {
        Alerts.write(directory.resolve("rules.yaml"));
        Files.writeString(
                directory.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yaml]
                scrape_configs:
                  - job_name: podgate
                    metrics_path: %s
                    static_configs: [{targets: ["%s"]}]
                """.formatted(metrics.getPath(), metrics.getAuthority()));
        int port = FreePort.any();
        Process process = Programs.start(new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yaml",
                        "--storage.tsdb.path=tsdb",
                        "--log.level=warn",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile()));
        return new Prometheus(process, port);
    }

    /** Its whole answer: {@code status}, {@code error}, {@code data.result}. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(uri("query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))));
    }

    /** The names of all metrics that it has ever seen. */
    Set<String> metrics() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        ask(HttpRequest.newBuilder(uri("label/__name__/values")))
                .path("data")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    }

    private static JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
