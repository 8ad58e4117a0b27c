package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.UpstreamListener;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, and what a request comes to in the end. */
class AttemptsTest {

    private static final Exchange GET = Exchange.get("read", "/v2/serverless/a", Exchange.ONE);
    private static final Exchange PATCH = Exchange.patch("/v2/serverless/a", Payload.empty());
    private static final Deadline FAR = Deadline.in(Duration.ofMinutes(1));

    private final Deque<Supplier<Uni<Answer>>> script = new ArrayDeque<>();
    private final List<String> retries = new ArrayList<>();
    private int sent;

    private final UpstreamListener listener = new UpstreamListener() {
        @Override
        public void exchanged(String operation, String status, Duration time) {}

        @Override
        public void retried(String reason) {
            retries.add(reason);
        }

        @Override
        public void breaker(String state) {}

        @Override
        public void quota(String window, long remaining) {}
    };

    private final Attempts attempts = new Attempts(
            (exchange, errand) -> {
                sent++;
                return script.size() > 1
                        ? script.remove().get()
                        : script.getFirst().get();
            },
            3,
            100,
            Waits.SHORT,
            listener);

    private void then(int status, String... headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        Payload body = Payload.of(("{\"detail\": \"said " + status + "\"}").getBytes(StandardCharsets.UTF_8));
        Answer answer = new Answer(status, all, body);
        script.add(() -> status >= 500
                ? Uni.createFrom().failure(new ExchangeFailure.ServerError(answer))
                : Uni.createFrom().item(answer));
    }

    private void then(Throwable failure) {
        script.add(() -> Uni.createFrom().failure(failure));
    }

    private Reply<Integer> ask(Exchange exchange) {
        return ask(exchange, FAR);
    }

    private Reply<Integer> ask(Exchange exchange, Deadline deadline) {
        return attempts.<Integer>ask(exchange, Errand.ofTheHouse(deadline), Answer::status)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void a_good_answer_is_read_once() {
        then(200, "x-request-id", "req-1");
        var answered = assertInstanceOf(Reply.Answered.class, ask(PATCH));
        assertEquals(200, answered.value());
        assertEquals(1, answered.upstream().attempts());
        assertEquals("req-1", answered.upstream().requestId().orElse(""));
        assertEquals(1, sent);
    }

    static Stream<Throwable> provablyUnprocessed() {
        return Stream.of(new ExchangeFailure.NotSent("refused"));
    }

    @ParameterizedTest
    @MethodSource("provablyUnprocessed")
    void an_update_that_never_left_is_sent_again(Throwable failure) {
        then(failure);
        then(failure);
        then(200);
        assertInstanceOf(Reply.Answered.class, ask(PATCH));
        assertEquals(3, sent);
        assertEquals(List.of("unreachable", "unreachable"), retries);
    }

    @Test
    void an_update_that_never_left_is_given_up_after_three_attempts() {
        then(new ExchangeFailure.NotSent("refused"));
        var away = assertInstanceOf(Reply.Unavailable.class, ask(PATCH));
        assertEquals("RunPod could not be reached", away.detail());
        assertEquals(Duration.ofSeconds(5), away.retryAfter());
        assertEquals(3, away.upstream().attempts());
        assertEquals(3, sent);
    }

    static Stream<Throwable> ambiguous() {
        return Stream.of(
                new ExchangeFailure.Cut("reset"),
                new ExchangeFailure.TimedOut("no answer"),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void an_update_of_which_nothing_is_known_is_not_repeated_but_a_read_is(Throwable failure) {
        then(failure);
        assertInstanceOf(Reply.Unsettled.class, ask(PATCH));
        assertEquals(1, sent);
        assertInstanceOf(Reply.Unsettled.class, ask(GET));
        assertEquals(4, sent);
    }

    @Test
    void a_503_that_lasts_means_that_an_update_was_not_done_and_that_a_read_told_nothing() {
        then(503);
        assertEquals(
                "RunPod answered 503 to every attempt",
                assertInstanceOf(Reply.Failed.class, ask(PATCH)).detail());
        assertEquals(
                "RunPod answered 503 to every attempt",
                assertInstanceOf(Reply.Unsettled.class, ask(GET)).detail());
        assertEquals(6, sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 410})
    void a_redirect_and_a_refusal_of_the_account_fail_reads_as_well(int status) {
        then(status);
        assertInstanceOf(Reply.Failed.class, ask(GET));
        assertEquals(1, sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 599})
    void most_server_errors_are_ambiguous(int status) {
        then(status);
        var unsettled = assertInstanceOf(Reply.Unsettled.class, ask(PATCH));
        assertEquals("RunPod answered " + status, unsettled.detail());
        assertEquals(1, sent);
    }

    @Test
    void a_garbled_answer_to_an_update_is_ambiguous() {
        then(200);
        Reply<Integer> reply = attempts.<Integer>ask(PATCH, Errand.ofTheHouse(FAR), answer -> {
                    throw new GarbledAnswer("not JSON");
                })
                .await()
                .atMost(Duration.ofSeconds(20));
        assertEquals(
                "RunPod's answer could not be read: not JSON",
                assertInstanceOf(Reply.Unsettled.class, reply).detail());
    }

    @Test
    void what_is_wrong_in_the_answer_to_a_read_is_for_the_log_alone() {
        then(200);
        Reply<Integer> reply = attempts.<Integer>ask(GET, Errand.ofTheHouse(FAR), answer -> {
                    throw new GarbledAnswer("/endpoints/7/name is a number where a string is due");
                })
                .await()
                .atMost(Duration.ofSeconds(20));
        assertEquals(
                "RunPod's answer could not be read",
                assertInstanceOf(Reply.Unsettled.class, reply).detail());
        assertEquals(3, sent);
    }

    @Test
    void a_breaker_or_a_full_house_ends_it_at_once() {
        then(new CircuitBreakerOpenException());
        assertInstanceOf(Reply.Unavailable.class, ask(GET));
        script.clear();
        then(new BulkheadException());
        assertInstanceOf(Reply.Overloaded.class, ask(GET));
        assertEquals(2, sent);
    }

    @Test
    void a_wait_that_does_not_fit_the_deadline_is_not_begun() {
        then(429, "Retry-After", "120");
        var limited = assertInstanceOf(Reply.Limited.class, ask(PATCH));
        assertEquals(Duration.ofMinutes(2), limited.retryAfter());
        assertEquals(1, sent);
    }

    @Test
    void retry_after_is_bounded_by_a_day_and_nonsense_is_a_second() {
        then(429, "Retry-After", "999999999");
        assertEquals(
                Duration.ofDays(1),
                assertInstanceOf(Reply.Limited.class, ask(PATCH)).retryAfter());
        script.clear();
        then(429, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        then(200);
        assertInstanceOf(Reply.Answered.class, ask(PATCH));
        assertEquals(List.of("429"), retries);
    }

    @Test
    void nothing_is_sent_once_the_deadline_has_passed() {
        then(200);
        var away = assertInstanceOf(Reply.Unavailable.class, ask(PATCH, Deadline.in(Duration.ZERO)));
        assertEquals("no time was left to ask RunPod", away.detail());
        assertEquals(0, away.upstream().attempts());
        assertEquals(0, sent);
    }

    @Test
    void words_come_from_runpods_body() {
        then(422);
        var rejected = assertInstanceOf(Reply.Rejected.class, ask(PATCH));
        assertEquals(422, rejected.status());
        assertEquals("said 422", rejected.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\u0001b"})
    void a_request_id_that_is_none_is_left_out(String id) {
        Answer answer =
                new Answer(200, MultiMap.caseInsensitiveMultiMap().addAll(Map.of("x-request-id", id)), Payload.empty());
        assertTrue(answer.requestId().isEmpty());
    }
}
