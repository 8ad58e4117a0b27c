package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.dialect.Dialect;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When faults strike, and what becomes of the update that they strike. */
class FaultsTest extends SandboxTest {

    private static final String ENDPOINT = "/serverless/" + OCR;
    private static final String WORKERS_9 = "{\"workers\": {\"max\": 9}}";

    @BeforeEach
    void open() {
        open(Dialect.V2);
    }

    private String max() {
        return at(sandbox().endpoint(OCR).orElseThrow(), "workers", "max");
    }

    private boolean applied() {
        return sandbox().requests().getLast().applied();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for ten seconds");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void a_fault_strikes_until_it_is_removed() {
        String id = sandbox().faults().add(Fault.status(503));
        assertEquals(503, get(ENDPOINT).statusCode());
        assertEquals(503, get("/serverless").statusCode());
        assertTrue(sandbox().faults().remove(id));
        assertEquals(200, get(ENDPOINT).statusCode());
        assertFalse(sandbox().faults().remove(id));
    }

    @Test
    void a_counted_fault_strikes_so_often() {
        sandbox().faults().add(Fault.status(500).times(2));
        assertEquals(500, get(ENDPOINT).statusCode());
        assertEquals(500, get(ENDPOINT).statusCode());
        assertEquals(200, get(ENDPOINT).statusCode());
        assertTrue(sandbox().faults().armed().isEmpty());
    }

    @Test
    void a_fault_concerns_its_operation_and_its_endpoint() {
        sandbox().faults().add(Fault.status(500).on(Operation.UPDATE, Operation.CATALOG));
        sandbox().faults().add(Fault.status(502).of(CPU));
        assertEquals(200, get(ENDPOINT).statusCode());
        assertEquals(500, patch(ENDPOINT, WORKERS_9).statusCode());
        assertEquals(500, get("/catalog/gpus").statusCode());
        assertEquals(502, get("/serverless/" + CPU).statusCode());
        assertEquals(200, get("/templates/30zmvf89kd").statusCode());
    }

    @Test
    void chance_strikes_the_same_way_for_the_same_seed() {
        String first = strikes(42);
        assertEquals(first, strikes(42));
        assertFalse(first.equals(strikes(43)));
        assertTrue(first.contains("x") && first.contains("."), first);
    }

    private String strikes(long seed) {
        sandbox().faults().clear();
        sandbox().faults().add(Fault.status(500).withChance(0.5, seed));
        return IntStream.range(0, 30)
                .mapToObj(_ -> get(ENDPOINT).statusCode() == 500 ? "x" : ".")
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 410, 429, 500, 502, 503, 504})
    void an_error_status_applies_nothing(int status) {
        sandbox().faults().add(Fault.answering(new Answer.Status(status, Optional.of(Duration.ofSeconds(7)))));
        HttpResponse<String> answer = patch(ENDPOINT, WORKERS_9);
        assertEquals(status, answer.statusCode());
        assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(String.valueOf(status), at(object(answer), "status"));
        assertEquals("3", max());
        assertFalse(applied());
    }

    @Test
    void an_error_may_be_told_though_the_update_was_applied() {
        sandbox().faults().add(Fault.status(502).applying(new Applying.Now()));
        assertEquals(502, patch(ENDPOINT, WORKERS_9).statusCode());
        assertEquals("9", max());
        assertTrue(applied());
    }

    @Test
    void success_may_be_told_though_nothing_was_applied() {
        sandbox().faults().add(Fault.answering(new Answer.Truthful()).applying(new Applying.Never()));
        HttpResponse<String> answer = patch(ENDPOINT, WORKERS_9);
        assertEquals(200, answer.statusCode());
        assertEquals("3", at(object(answer), "workers", "max"));
        assertFalse(applied());
    }

    @Test
    void an_update_may_land_late_though_it_failed_and_after_a_newer_one() {
        sandbox()
                .faults()
                .add(Fault.status(504)
                        .applying(new Applying.Late(Duration.ofMillis(300)))
                        .times(1));
        assertEquals(504, patch(ENDPOINT, WORKERS_9).statusCode());
        assertEquals(200, patch(ENDPOINT, "{\"workers\": {\"max\": 5}}").statusCode());
        assertEquals("5", max());
        await(() -> max().equals("9"));
        assertTrue(sandbox().requests().getFirst().applied());
    }

    @Test
    void latency_is_before_applying_or_after() {
        sandbox()
                .faults()
                .add(Fault.answering(new Answer.Truthful())
                        .waitingBefore(Duration.ofMillis(250))
                        .waitingAfter(Duration.ofMillis(250)));
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer = sendAsync("PATCH", ENDPOINT, WORKERS_9);
        await(() -> !sandbox().requests().isEmpty());
        assertEquals("3", max());
        await(() -> max().equals("9"));
        assertFalse(answer.isDone());
        assertEquals("9", at(object(answer.join()), "workers", "max"));
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(500).toNanos());
    }

    @Test
    void exclusions_may_be_dropped_silently() {
        sandbox().faults().add(Fault.wipingExclusions());
        HttpResponse<String> answer = patch(ENDPOINT, WORKERS_9);
        assertEquals("(absent)", at(object(answer), "gpu", "excludedTypes"));
        assertEquals("(absent)", at(object(get(ENDPOINT)), "gpu", "excludedTypes"));
        assertEquals("9", max());
        assertEquals("(absent)", at(object(patch("/serverless/" + CPU, WORKERS_9)), "gpu"));
    }

    @Test
    void another_value_may_be_applied() {
        sandbox().faults().add(Fault.twisting(object("{\"workers\": {\"max\": 7}}")));
        assertEquals("7", at(object(patch(ENDPOINT, WORKERS_9)), "workers", "max"));
        assertEquals("7", max());
    }
}
