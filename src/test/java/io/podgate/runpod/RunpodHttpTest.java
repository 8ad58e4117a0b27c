package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.dialect.RunpodWords;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and for how long somebody waits for it. */
class RunpodHttpTest {

    private static final Exchange GET = Exchange.get("read", "/v2/serverless/a", Exchange.ONE);
    private static final Exchange PATCH =
            Exchange.patch("/v2/serverless/a", Payload.of("{\"timeout\":1}".getBytes(StandardCharsets.UTF_8)));

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> arrived = new CopyOnWriteArrayList<>();
    private volatile boolean answering = true;
    private volatile int echoing;
    private int port;

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            arrived.add(request);
            if (echoing > 0) {
                String key = request.getHeader("authorization").substring("Bearer ".length());
                request.response()
                        .setStatusCode(echoing)
                        .putHeader("x-request-id", "for-" + key)
                        .putHeader("retry-after", "7")
                        .end("{\"detail\": \"no key " + key + ", not even " + key + "\"}");
            } else if (answering) {
                request.response().end("{}");
            }
        });
        port = join(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture())
                .actualPort();
    }

    @AfterEach
    void close() {
        join(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private RunpodHttp http() {
        TestConfig config = TestConfig.at(port);
        return new RunpodHttp(
                vertx,
                RunpodAddress.of(config.url()),
                new RunpodKey(config),
                config.connectTimeout(),
                config.maxInFlight());
    }

    private static Throwable failure(Uni<Answer> exchange) {
        return exchange.map(answer -> (Throwable) new AssertionError("answered " + answer.status()))
                .onFailure()
                .recoverWithItem(why -> why)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return headers;
    }

    @Test
    void a_request_carries_the_key_and_nothing_of_the_caller() {
        http().send(PATCH, Duration.ofSeconds(5)).await().atMost(Duration.ofSeconds(20));
        assertEquals(
                Map.of(
                        "accept", "application/json, application/problem+json",
                        "authorization", "Bearer rpa_TEST",
                        "content-length", "13",
                        "content-type", "application/json",
                        "host", "127.0.0.1:" + port,
                        "user-agent", "podgate"),
                headers(arrived.getFirst()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 503})
    void the_key_that_runpod_echoes_comes_no_further(int status) {
        echoing = status;
        Uni<Answer> sent = http().send(PATCH, Duration.ofSeconds(5));
        Answer answer = status < 500
                ? sent.await().atMost(Duration.ofSeconds(20))
                : assertInstanceOf(ExchangeFailure.ServerError.class, failure(sent))
                        .answer();
        assertEquals(Optional.empty(), answer.requestId());
        assertEquals(Optional.of("7"), answer.header("retry-after"));
        assertEquals(
                Optional.of("no key [hidden], not even [hidden]"),
                RunpodWords.in(answer.body().bytes()));
    }

    @Test
    void no_answer_in_time_is_a_timeout() {
        answering = false;
        assertInstanceOf(ExchangeFailure.TimedOut.class, failure(http().send(PATCH, Duration.ofMillis(200))));
        assertEquals(1, arrived.size());
    }

    @Test
    void no_connection_in_time_means_that_nothing_was_sent() {
        answering = false;
        RunpodHttp http = http();
        List<CompletableFuture<Answer>> busy = IntStream.range(0, 2)
                .mapToObj(i -> http.send(GET, Duration.ofSeconds(2)).subscribeAsCompletionStage())
                .toList();
        assertInstanceOf(ExchangeFailure.NotSent.class, failure(http.send(PATCH, Duration.ofMillis(300))));
        busy.forEach(each -> assertInstanceOf(
                ExchangeFailure.TimedOut.class, failure(Uni.createFrom().completionStage(each))));
        answering = true;
        assertEquals(
                200,
                http.send(GET, Duration.ofSeconds(5))
                        .await()
                        .atMost(Duration.ofSeconds(20))
                        .status());
        assertTrue(arrived.stream().allMatch(request -> request.method().name().equals("GET")));
    }

    @Test
    void nobody_there_means_that_nothing_was_sent() {
        int unused = port;
        join(vertx.close().toCompletionStage().toCompletableFuture());
        Vertx other = Vertx.vertx();
        try {
            TestConfig config = TestConfig.at(unused);
            RunpodHttp http = new RunpodHttp(
                    other, RunpodAddress.of(config.url()), new RunpodKey(config), config.connectTimeout(), 2);
            assertInstanceOf(ExchangeFailure.NotSent.class, failure(http.send(PATCH, Duration.ofSeconds(5))));
        } finally {
            join(other.close().toCompletionStage().toCompletableFuture());
        }
    }
}
