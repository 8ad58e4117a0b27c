package io.podgate.sandbox;

import io.podgate.dialect.Dialect;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A sandbox on a free loopback port for each test, and a client that speaks to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxTest {

    static final String OCR = "jpnw0v75y3qoql";
    static final String CPU = "b2t6y8u1i3o5p7";
    static final String BALANCED = "lb7q2n9x4m5t1w";
    static final String COUNTING = "e3m5b7d9x1c2v4";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private @Nullable Vertx vertx;
    private @Nullable Sandbox sandbox;

    @BeforeAll
    void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    void stopVertx() {
        Objects.requireNonNull(vertx)
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        sandbox().close().toCompletionStage().toCompletableFuture().join();
    }

    final Sandbox sandbox() {
        return Objects.requireNonNull(sandbox, "no sandbox is open");
    }

    final Sandbox open(SandboxOptions options) {
        sandbox = Sandbox.open(Objects.requireNonNull(vertx), options);
        return sandbox();
    }

    final Sandbox open(Dialect dialect) {
        return open(SandboxOptions.speaking(dialect).withQuota());
    }

    final HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    final HttpResponse<String> patch(String path, String body) {
        return send("PATCH", path, body);
    }

    /** Sends with the key; the path is below the base path. */
    final HttpResponse<String> send(String method, String path, String body) {
        return join(sendAsync(method, path, body));
    }

    final CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, String body) {
        return CLIENT.sendAsync(
                request(method, sandbox().url() + path, body)
                        .header("Authorization", "Bearer " + SandboxOptions.DEMO_KEY)
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends as it stands, without a key. */
    final HttpResponse<String> raw(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(method, "http://127.0.0.1:" + sandbox().port() + path, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return join(CLIENT.sendAsync(request.build(), BodyHandlers.ofString()));
    }

    /** The exception with which the exchange ends. */
    final IOException failure(String method, String path, String body) {
        try {
            HttpResponse<String> answer = send(method, path, body);
            throw new AssertionError("answered " + answer.statusCode() + " " + answer.body());
        } catch (CompletionException e) {
            return (IOException) Objects.requireNonNull(e.getCause());
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        return Objects.requireNonNull(future.orTimeout(10, TimeUnit.SECONDS).join());
    }

    private static HttpRequest.Builder request(String method, String url, String body) {
        return HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
    }

    static Json.Obj object(HttpResponse<String> answer) {
        return object(answer.body());
    }

    static Json.Obj object(String text) {
        return (Json.Obj) json(text);
    }

    static Json json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), 32);
        } catch (MalformedJson e) {
            throw new AssertionError(e.detail() + ": " + text, e);
        }
    }

    /** The value at a path of names and indices, as text; {@code (absent)} where there is none. */
    static String at(Json json, String... path) {
        Json value = json;
        for (String step : path) {
            Optional<Json> next = switch (value) {
                case Json.Obj object -> object.get(step);
                case Json.Arr(List<Json> elements) -> Optional.of(elements.get(Integer.parseInt(step)));
                case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> Optional.empty();
            };
            if (next.isEmpty()) {
                return "(absent)";
            }
            value = next.get();
        }
        return new String(value.bytes(), StandardCharsets.UTF_8);
    }

    /** JSON with single quotes for double ones. */
    static String quoted(String... lines) {
        return Arrays.stream(lines).collect(Collectors.joining("\n")).replace('\'', '"');
    }
}
