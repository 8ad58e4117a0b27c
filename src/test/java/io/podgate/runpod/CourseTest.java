package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Aim;
import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.Sent;
import io.podgate.admission.Sighting;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an update comes to, against a RunPod that may do it and say otherwise. */
class CourseTest {

    private static final Exchange PATCH = Exchange.patch("/v2/serverless/a", Payload.empty());
    private static final Exchange GET = Exchange.get("read", "/v2/serverless/a", Exchange.ONE);
    private static final int BEFORE = 3;
    private static final int AFTER = 5;
    private static final Aim AIM = Aim.from(config(BEFORE), config(AFTER), Catalog.empty());

    private final List<Supplier<Uni<Answer>>> updates = new ArrayList<>();
    private final List<Supplier<Uni<Answer>>> reads = new ArrayList<>();
    private final List<Errand.Urgency> urgencies = new ArrayList<>();
    private int freeRetries = 100;
    private int sent;
    private int read;
    private int stands = BEFORE;

    private static EndpointConfig config(int workers) {
        return EndpointConfig.builder().set(Field.WORKERS_MAX, workers).build();
    }

    private static Sighting sighting(Answer answer) throws GarbledAnswer {
        String text = new String(answer.body().bytes(), StandardCharsets.UTF_8);
        if (!text.matches("[0-9]+")) {
            throw new GarbledAnswer("no number");
        }
        Endpoint endpoint =
                new Endpoint("a", Optional.empty(), Optional.empty(), Optional.empty(), config(Integer.parseInt(text)));
        return new Sighting(endpoint, answer.body(), Instant.EPOCH);
    }

    private static Uni<Answer> answer(int status, String text, String... headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        Answer answer = new Answer(status, all, Payload.of(text.getBytes(StandardCharsets.UTF_8)));
        return status >= 500
                ? Uni.createFrom().failure(new ExchangeFailure.ServerError(answer))
                : Uni.createFrom().item(answer);
    }

    private static Uni<Answer> fails(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    private Uni<Answer> applied() {
        stands = AFTER;
        return answer(200, String.valueOf(AFTER));
    }

    private Uni<Answer> exchange(Exchange exchange, Errand errand) {
        if (exchange.idempotent()) {
            urgencies.add(errand.urgency());
            int at = read++;
            return at < reads.size() ? reads.get(at).get() : answer(200, String.valueOf(stands));
        }
        int at = sent++;
        return at < updates.size() ? updates.get(at).get() : applied();
    }

    private Sent update() {
        return update(Deadline.in(Duration.ofMinutes(1)));
    }

    private Sent update(Deadline deadline) {
        Attempts attempts = new Attempts(this::exchange, 3, freeRetries, Waits.SHORT, new Deaf());
        return attempts.update(PATCH, GET, AIM, Errand.ofTheHouse(deadline), CourseTest::sighting)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    static Stream<Supplier<Uni<Answer>>> ambiguous() {
        return Stream.of(
                () -> fails(new ExchangeFailure.Cut("reset")),
                () -> fails(new ExchangeFailure.TimedOut("no answer")),
                () -> fails(new IllegalStateException("a bug")),
                () -> answer(500, "oops"),
                () -> answer(502, "oops"),
                () -> answer(504, "oops"),
                () -> answer(200, "garbled"));
    }

    @Test
    void what_is_answered_is_not_read_back() {
        Sent end = update();
        assertInstanceOf(Reply.Answered.class, end.reply());
        assertFalse(end.lingers());
        assertFalse(end.readBack());
        assertEquals(0, read);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_the_endpoint_shows_was_applied_and_lingers_not(Supplier<Uni<Answer>> lost) {
        updates.add(() -> {
            stands = AFTER;
            return lost.get();
        });
        Sent end = update();
        var answered = assertInstanceOf(Reply.Answered.class, end.reply());
        assertEquals(config(AFTER), ((Sighting) answered.value()).endpoint().config());
        assertEquals(1, answered.upstream().attempts());
        assertTrue(end.readBack());
        assertFalse(end.lingers());
        assertEquals(1, sent);
        assertEquals(List.of(Errand.Urgency.SETTLE), urgencies);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_the_endpoint_shows_nothing_of_is_sent_again_and_may_land_once_more(Supplier<Uni<Answer>> lost) {
        updates.add(lost);
        Sent end = update();
        assertEquals(
                2,
                assertInstanceOf(Reply.Answered.class, end.reply()).upstream().attempts());
        assertTrue(end.lingers());
        assertEquals(2, sent);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_is_not_shown_after_three_attempts_is_not_known(Supplier<Uni<Answer>> lost) {
        updates.addAll(List.of(lost, lost, lost));
        Sent end = update();
        var unknown = assertInstanceOf(Reply.Unsettled.class, end.reply());
        assertTrue(unknown.detail().endsWith("; the endpoint, read back, shows nothing of it yet"), unknown.detail());
        assertTrue(end.lingers());
        assertEquals(3, sent);
        assertEquals(3, read);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_cannot_be_read_back_is_not_known(Supplier<Uni<Answer>> lost) {
        updates.add(lost);
        reads.addAll(List.of(lost, lost, lost));
        Sent end = update();
        assertInstanceOf(Reply.Unsettled.class, end.reply());
        assertFalse(end.lingers(), "there was only one");
        assertEquals(1, sent);
        assertEquals(3, read);
    }

    @Test
    void what_shows_something_else_does_not_tell() {
        stands = 9;
        updates.add(() -> answer(500, "oops"));
        assertInstanceOf(Reply.Unsettled.class, update().reply());
        assertEquals(1, sent);
    }

    @Test
    void a_second_one_that_is_not_known_makes_several() {
        updates.add(() -> answer(500, "oops"));
        updates.add(() -> answer(500, "oops"));
        reads.add(() -> answer(200, String.valueOf(BEFORE)));
        reads.add(() -> answer(404, "gone"));
        Sent end = update();
        assertInstanceOf(Reply.Unsettled.class, end.reply());
        assertTrue(end.lingers());
    }

    @Test
    void a_refusal_after_a_doubt_leaves_the_doubt() {
        updates.add(() -> answer(500, "oops"));
        updates.add(() -> fails(new CircuitBreakerOpenException()));
        Sent end = update();
        assertInstanceOf(Reply.Unsettled.class, end.reply(), "nobody may say that nothing was done");
        assertFalse(end.lingers(), "there was only one");
    }

    @Test
    void without_a_retry_left_nothing_is_sent_again() {
        freeRetries = 0;
        updates.add(() -> answer(500, "oops"));
        assertInstanceOf(Reply.Unsettled.class, update().reply());
        assertEquals(1, sent);
    }

    @Test
    void the_longest_exhausted_window_is_waited_for() {
        updates.add(() -> answer(429, "", "Retry-After", "1", "RateLimit", "\"minute\";r=0;t=20, \"hour\";r=0;t=2701"));
        var limited = assertInstanceOf(Reply.Limited.class, update().reply());
        assertEquals(Duration.ofSeconds(2701), limited.retryAfter());
        assertEquals(1, sent);
    }

    @Test
    void a_window_that_is_not_exhausted_is_not_waited_for() {
        updates.add(() -> answer(429, "", "Retry-After", "120", "RateLimit", "\"minute\";r=1;t=200"));
        var limited = assertInstanceOf(Reply.Limited.class, update().reply());
        assertEquals(Duration.ofMinutes(2), limited.retryAfter());
    }

    @Test
    void time_is_left_to_read_back() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(25));
        assertEquals(
                23, Course.sendingUntil(deadline).remaining().plusMillis(500).toSeconds());
        Deadline soon = Deadline.in(Duration.ofSeconds(4));
        assertEquals(3, Course.sendingUntil(soon).remaining().plusMillis(500).toSeconds());
    }

    @Test
    void nothing_is_sent_once_the_deadline_has_passed() {
        Sent end = update(Deadline.in(Duration.ZERO));
        assertInstanceOf(Reply.Unavailable.class, end.reply());
        assertEquals(0, sent);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Whatever goes wrong: what is said to be applied is, what is said to have failed is not, or lingers. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_said_is_true(long seed) {
        Random random = new Random(seed);
        List<Supplier<Uni<Answer>>> lost = ambiguous().toList();
        int[] inDoubt = {0};
        for (int i = 0; i < 3; i++) {
            Supplier<Uni<Answer>> end = lost.get(random.nextInt(lost.size()));
            boolean lands = random.nextInt(3) == 0;
            switch (random.nextInt(4)) {
                case 0 -> updates.add(() -> answer(503, "busy"));
                case 1 -> updates.add(this::applied);
                default ->
                    updates.add(() -> {
                        inDoubt[0] += lands ? 0 : 1;
                        stands = lands ? AFTER : stands;
                        return end.get();
                    });
            }
        }
        for (int i = 0; i < 9; i++) {
            boolean unreadable = random.nextInt(3) == 0;
            Supplier<Uni<Answer>> end = lost.get(random.nextInt(lost.size()));
            reads.add(() -> unreadable ? end.get() : answer(200, String.valueOf(stands)));
        }
        Sent end = update();
        assertTrue(sent <= 3, "attempts are bounded");
        switch (end.reply()) {
            case Reply.Answered<Sighting> _ -> {
                assertEquals(AFTER, stands);
                assertEquals(inDoubt[0] > 0, end.lingers());
            }
            case Reply.Unsettled<Sighting> _ -> {}
            default -> {
                assertEquals(BEFORE, stands);
                assertEquals(inDoubt[0] > 0, end.lingers());
            }
        }
    }
}
