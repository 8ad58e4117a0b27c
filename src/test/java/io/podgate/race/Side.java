package io.podgate.race;

import io.podgate.dialect.Dialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway as callers and Prometheus see it, each answer in a word or two: {@code 503 ledger-unavailable}.
 *
 * @param tokens what a team's callers come with
 */
record Side(Gateway gateway, Dialect dialect, UnaryOperator<String> tokens) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Pattern PROBLEM = Pattern.compile("urn:podgate:problem:([a-z-]+)");
    private static final String READY = "/q/health/ready";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * An answer and how long it took.
     *
     * @param said in a word or two
     */
    record Said(String said, Duration took) {}

    /** Of a RunPod that speaks v2. */
    Side(Gateway gateway) {
        this(gateway, Dialect.V2);
    }

    Side(Gateway gateway, Dialect dialect) {
        this(gateway, dialect, Fleet::token);
    }

    /** From RunPod itself. */
    Said freshly(String endpoint) {
        return freshlyTimed(endpoint).join();
    }

    CompletableFuture<Said> freshlyTimed(String endpoint) {
        return timed(request(endpoint).header("Cache-Control", "no-cache").GET().build());
    }

    /** @param workers at most from now on */
    CompletableFuture<Said> timed(String endpoint, int workers) {
        return timed(updateOf(endpoint, workers));
    }

    private static CompletableFuture<Said> timed(HttpRequest request) {
        long began = System.nanoTime();
        return HTTP.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> new Said(said(answer), Duration.ofNanos(System.nanoTime() - began)));
    }

    String read(String endpoint) throws IOException, InterruptedException {
        return said(HTTP.send(request(endpoint).GET().build(), BodyHandlers.ofString()));
    }

    /** @param workers at most from now on */
    String update(String endpoint, int workers) throws IOException, InterruptedException {
        return said(HTTP.send(updateOf(endpoint, workers), BodyHandlers.ofString()));
    }

    CompletableFuture<String> updating(String endpoint, int workers) {
        return HTTP.sendAsync(updateOf(endpoint, workers), BodyHandlers.ofString())
                .thenApply(Side::said);
    }

    /** On-call lifts what everybody is frozen by. */
    void lift() throws IOException, InterruptedException {
        HttpRequest lift = HttpRequest.newBuilder(gateway.uri("/platform/freeze"))
                .header("Authorization", "Bearer " + Fleet.token(Fleet.ONCALL))
                .DELETE()
                .build();
        HTTP.send(lift, BodyHandlers.discarding());
    }

    private HttpRequest updateOf(String endpoint, int workers) {
        return request(endpoint)
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                dialect == Dialect.V1
                                        ? "{\"workersMax\":" + workers + "}"
                                        : "{\"workers\":{\"max\":" + workers + "}}"))
                .build();
    }

    private HttpRequest.Builder request(String endpoint) {
        String path = "/" + dialect.name() + dialect.collection() + "/";
        return HttpRequest.newBuilder(gateway.uri(path + endpoint))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.apply(Fleet.teamOf(endpoint)));
    }

    private static String said(HttpResponse<String> answer) {
        Matcher problem = PROBLEM.matcher(answer.body());
        return answer.statusCode() + (problem.find() ? " " + problem.group(1) : "");
    }

    private HttpResponse<String> readiness() throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(gateway.management(READY)).build(), BodyHandlers.ofString());
    }

    /** Whether that alone keeps it from being ready. */
    boolean awaits(String what) throws InterruptedException {
        try {
            return readiness().body().contains("\"" + what + "\"");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A metric's sum over all its labels, zero where it is not there yet; or the status of readiness.
     *
     * @param selector its name, and one label in braces where only what has that is meant
     */
    double metric(String selector) throws IOException, InterruptedException {
        if (selector.equals(READY)) {
            return readiness().statusCode();
        }
        String name = selector.replaceAll("\\{.*", "");
        String label = selector.substring(name.length()).replaceAll("[{}]", "");
        URI metrics = gateway.management("/q/metrics");
        String text = HTTP.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
