package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podgate.FreePort;
import io.podgate.k8s.Alerts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus has something to show for every query of the dashboard, and knows every metric that an alert asks for. */
class DashboardIT {

    private static final Path DASHBOARD = Path.of("k8s/monitoring/dashboard.json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CALLER = "demo-vision-autoscaler";
    private static final String OCR = "jpnw0v75y3qoql";
    private static final String LIVE = "lb7q2n9x4m5t1w";
    private static final String CAPTIONS = "c4v8m1kq2zr7xy";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern LABELS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int sandbox = FreePort.any();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void every_query_of_the_dashboard_and_of_the_alerts_is_answered() throws Exception {
        Map<String, String> settings = Map.of(
                "quarkus.profile",
                "demo",
                "podgate.demo.sandbox-port",
                String.valueOf(sandbox),
                "podgate.fleet.refresh",
                "3s",
                "podgate.identity.issuers.nobody.url",
                "https://127.0.0.1:" + FreePort.any());
        try (Gateway gateway = new Gateway(directory.resolve("gateway"), settings).start();
                Prometheus prometheus = Prometheus.scraping(gateway.management("/q/metrics"), directory)) {
            gateway.ready();
            everythingHappens(gateway);
            List<String> dashboard = queries();
            await("each query of the dashboard finds something", () -> empty(prometheus, dashboard));
            Set<String> known = prometheus.metrics();
            known.addAll(Alerts.recorded());
            for (String expression : Alerts.expressions()) {
                assertEquals(
                        "success", prometheus.query(expression).path("status").asText(), expression);
                Set<String> unknown = names(expression);
                unknown.removeAll(known);
                assertEquals(Set.of(), unknown, expression);
            }
        }
    }

    /** What makes each series come into being: updates of every kind, and what goes wrong now and then. */
    private void everythingHappens(Gateway gateway) throws Exception {
        assertEquals(200, update(gateway, "/v2/serverless/" + OCR, 4));
        assertEquals(403, update(gateway, "/v2/serverless/" + OCR, 40));
        fault("{\"operations\": [\"update\"], \"status\": 429, \"retryAfter\": 0, \"times\": 3}");
        assertEquals(429, update(gateway, "/v2/serverless/" + OCR, 5));
        fault("{\"operations\": [\"update\"], \"twist\": {\"workers\": {\"max\": 2}}, \"times\": 1}");
        assertEquals(200, update(gateway, "/v2/serverless/" + OCR, 3));
        landsLate(gateway);
        behindItsBack();
        waitsForTheQuota(gateway);
    }

    private void landsLate(Gateway gateway) throws Exception {
        fault(
                "{\"operations\": [\"update\"], \"answer\": \"reset\", \"applies\": \"late\", \"lateAfter\": 3, \"times\": 1}");
        assertEquals(200, update(gateway, "/v2/serverless/" + OCR, 4));
        assertEquals(200, update(gateway, "/v2/serverless/" + OCR, 1));
    }

    private void behindItsBack() throws Exception {
        HttpRequest.Builder change = HttpRequest.newBuilder(control("endpoints/h1k9r4s8d2f6g0"))
                .method("PATCH", BodyPublishers.ofString("{\"workers\": {\"max\": 1}}"));
        assertEquals(200, status(change));
    }

    /** Again until it has: a list that comes in between tells of room, and nothing waits. */
    private void waitsForTheQuota(Gateway gateway) throws Exception {
        AtomicInteger turns = new AtomicInteger();
        await("an update waits for RunPod's quota", () -> {
            int workers = 2 + turns.getAndIncrement() % 2;
            fault(
                    "{\"operations\": [\"update\"], \"headers\": {\"RateLimit\": \"\\\"minute\\\";r=0;t=2\"}, \"times\": 1}");
            assertEquals(200, update(gateway, "/v2/serverless/" + LIVE, workers));
            assertEquals(200, update(gateway, "/v2/serverless/" + CAPTIONS, workers));
            return metrics(gateway).contains("podgate_upstream_waiting{") ? List.of() : List.of("none has waited");
        });
    }

    private String metrics(Gateway gateway) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.management("/q/metrics"))
                .timeout(PATIENCE)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private int update(Gateway gateway, String path, int workers) throws Exception {
        return status(HttpRequest.newBuilder(gateway.uri(path))
                .header("Authorization", "Bearer " + CALLER)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"workers\": {\"max\": " + workers + "}}")));
    }

    private void fault(String fault) throws Exception {
        int status = status(HttpRequest.newBuilder(control("faults")).POST(BodyPublishers.ofString(fault)));
        assertEquals(2, status / 100, fault);
    }

    private URI control(String path) {
        return URI.create("http://127.0.0.1:" + sandbox + "/sandbox/" + path);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** As Grafana would ask, with what it puts in the place of its variables. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        new ObjectMapper()
                .readTree(DASHBOARD.toFile())
                .findValues("expr")
                .forEach(expression -> queries.add(
                        expression.asText().replace("$namespace", ".*").replace("$__rate_interval", "1m")));
        assertFalse(queries.isEmpty());
        assertFalse(String.join("", queries).contains("$"), "a variable that is not known here");
        return queries;
    }

    private static List<String> empty(Prometheus prometheus, List<String> queries) throws Exception {
        List<String> empty = new ArrayList<>();
        for (String query : queries) {
            JsonNode answer = prometheus.query(query);
            assertEquals("success", answer.path("status").asText(), query);
            if (answer.at("/data/result").isEmpty()) {
                empty.add(query);
            }
        }
        return empty;
    }

    /** The metrics that a query asks for: names that are neither functions, nor labels, nor words of the language. */
    private static Set<String> names(String expression) {
        String bare = QUOTED.matcher(expression).replaceAll("");
        Set<String> names = new TreeSet<>();
        NAME.matcher(LABELS.matcher(bare).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        assertFalse(names.isEmpty(), expression);
        return names;
    }

    @FunctionalInterface
    private interface Missing {
        List<String> now() throws Exception;
    }

    private static void await(String what, Missing missing) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> now = missing.now();
        while (!now.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(500);
            now = missing.now();
        }
        assertEquals(List.of(), now, what);
    }
}
