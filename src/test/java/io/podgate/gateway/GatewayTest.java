package io.podgate.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.Visit;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole gateway over HTTP, in front of a {@link Sandbox}. Every test makes endpoints of its own, so that nothing
 * that the gateway remembers of one test concerns another.
 */
abstract class GatewayTest {

    static final String VISION = "vision-app";
    static final String READER = "vision-dashboard";
    static final String LAB = "lab-app";
    static final String BATCH = "batch-app";
    static final String ONCALL = "oncall";
    static final String AUDITOR = "finance";

    private static final int ATTEMPTS = 3;
    private static final int HEALTHY_AGAIN = 20;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final Pattern OF_A_TEST = Pattern.compile("/v[12]/\\w+/e(\\d+)x\\w+");
    private static final RestAssuredConfig AS_IT_STANDS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .defaultContentCharset(StandardCharsets.UTF_8));

    @Nullable
    Sandbox injectedSandbox;

    Runpod.@Nullable Directories injectedDirectories;

    private boolean harmed;
    private int madeBefore;

    /** Money is counted once the account has been, and until then RunPod is looked at. */
    @BeforeEach
    void begin() {
        await(Management::ready);
        madeBefore = MADE.get();
        sandbox().forgetRequests();
    }

    /** After faults so many good answers that the breaker has forgotten them. */
    @AfterEach
    void heal() {
        sandbox().faults().clear();
        if (harmed) {
            String id = endpoint("vision");
            for (int i = 0; i <= HEALTHY_AGAIN; i++) {
                await(() -> fresh(VISION, "/v2/serverless/" + id).statusCode() == 200);
            }
            harmed = false;
        }
    }

    final Sandbox sandbox() {
        return Objects.requireNonNull(injectedSandbox);
    }

    final Runpod.Directories directories() {
        return Objects.requireNonNull(injectedDirectories);
    }

    final void harm(Fault fault) {
        harmed = true;
        sandbox().faults().add(fault);
    }

    /**
     * An update of the endpoint, which is known by then, is answered like that, and so is each attempt to read it back.
     */
    static Fault unreadable(Answer answer, String id) {
        as(id.substring(id.indexOf('x') + 1) + "-app")
                .get("/v2/serverless/" + id)
                .then()
                .statusCode(200);
        return Fault.answering(answer)
                .on(Operation.UPDATE, Operation.READ)
                .of(id)
                .times(1 + ATTEMPTS);
    }

    /** A new endpoint of the team, with three workers at most, two of which RunPod excludes. */
    final String endpoint(String team) {
        return endpoint(team, "{}");
    }

    /** The same, with other facts in v2's shape. */
    final String endpoint(String team, String facts) {
        int number = MADE.incrementAndGet();
        String id = "e" + number + "x" + team;
        String whole = """
                {"id": "%s", "name": "%s-%d",
                 "gpu": {"pools": ["AMPERE_24"], "excludedTypes": ["NVIDIA RTX A5000", "NVIDIA GeForce RTX 3090"], "count": 1},
                 "workers": {"min": 0, "max": 3, "idleTimeout": 5},
                 "dataCenterIds": ["EU-RO-1"]}""".formatted(id, team, number);
        sandbox().seed(object(whole));
        if (!facts.equals("{}")) {
            assertTrue(sandbox().alter(id, object(facts)));
        }
        return id;
    }

    /** A new endpoint of the team, on eight vCPUs of one flavour. */
    final String cpuEndpoint(String team) {
        int number = MADE.incrementAndGet();
        String id = "e" + number + "x" + team;
        sandbox()
                .seed(object("{\"id\": \"%s\", \"name\": \"%s-%d\", \"cpu\": [{\"id\": \"cpu3c\", \"vcpuCount\": 8}]}"
                        .formatted(id, team, number)));
        return id;
    }

    /** The same with two to five workers, on one flavour in two sizes. */
    final String sizedEndpoint(String team) {
        String id = cpuEndpoint(team);
        assertTrue(sandbox().alter(id, object(quoted("""
                {'cpu': [{'id': 'cpu5g', 'vcpuCount': 16}, {'id': 'cpu5g', 'vcpuCount': 8}],
                 'workers': {'min': 2, 'max': 5}}"""))));
        return id;
    }

    /** A request of a caller, as JSON where it has a body. */
    static RequestSpecification as(String caller) {
        return anonymous().header("Authorization", "Bearer " + Tokens.of(caller));
    }

    static RequestSpecification anonymous() {
        return given().config(AS_IT_STANDS).urlEncodingEnabled(false);
    }

    static Response patch(String caller, String path, String body) {
        return as(caller).contentType("application/json").body(body).patch(path);
    }

    static Response get(String caller, String path) {
        return as(caller).get(path);
    }

    /** Asked of RunPod itself, whatever the snapshot shows. */
    static Response fresh(String caller, String path) {
        return as(caller).header("Cache-Control", "no-cache").get(path);
    }

    /** What RunPod was asked to change, oldest first. */
    final List<Visit> patches() {
        return visits("PATCH");
    }

    /**
     * All that RunPod was asked for, oldest first; left out are only the gateway's own looking around and what it reads
     * back of earlier tests' endpoints.
     */
    final List<Visit> reachedRunpod() {
        return sandbox().requests().stream()
                .filter(visit -> !visit.path().contains("/catalog/") && !isReadBackOfEarlier(visit))
                .toList();
    }

    private boolean isReadBackOfEarlier(Visit visit) {
        Matcher endpoint = OF_A_TEST.matcher(visit.path());
        return visit.method().equals("GET") && endpoint.matches() && Integer.parseInt(endpoint.group(1)) <= madeBefore;
    }

    /** What RunPod was asked for, oldest first; the gateway's own looking around is left out. */
    final List<Visit> visits(String method) {
        return sandbox().requests().stream()
                .filter(visit -> visit.method().equals(method) && !visit.path().contains("/catalog/"))
                .toList();
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for twenty seconds");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Does something so often, all at once, each on a thread of its own. */
    static <T> List<T> together(int times, IntFunction<T> what) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> what.apply(i)))
                    .toList();
            return futures.stream().map(GatewayTest::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Json.Obj object(String text) {
        try {
            return (Json.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), 32);
        } catch (MalformedJson e) {
            throw new AssertionError(e.detail() + ": " + text, e);
        }
    }

    /** JSON with single quotes for double ones. */
    static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
