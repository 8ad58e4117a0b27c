package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.HandTime;
import io.podgate.admission.EndpointReads.Freshness;
import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Dialect;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RunPod is asked once for all who ask at the same time or a little later. */
class FrugalReadsTest {

    private static final String WORKERS = "{\"workers\": []}";

    private final HandTime time = new HandTime();
    private final Board board = new Board(time);
    private final List<String> asked = new ArrayList<>();
    private final List<CompletableFuture<Answer>> open = new ArrayList<>();
    private int status = 200;
    private String body = WORKERS;
    private boolean waits;

    private final Replica here = new Replica(board);

    /** One of several in front of the same RunPod. */
    private final class Replica {

        private final FleetSnapshot fleet;
        private final FrugalReads reads;

        Replica(Noticeboard board) {
            Attempts attempts = new Attempts(FrugalReadsTest.this::send, 1, 0, time, new Deaf());
            RunpodGateway gateway =
                    new RunpodGateway(RunpodAddress.of(URI.create("http://127.0.0.1:1/v2")), attempts, time, time);
            this.fleet = new FleetSnapshot(gateway, gateway.unreadable(), Duration.ofMinutes(5), time);
            this.reads = new FrugalReads(gateway, fleet, board, time, time);
        }

        Uni<Reply<Told>> workers(Freshness freshness, String team) {
            return reads.workers("a", freshness, errand(team));
        }

        Reply<Sighting> lookUp(String id, boolean own) {
            return now(reads.lookUp(id, any -> own, errand("vision")));
        }
    }

    private Uni<Answer> send(Exchange exchange, Errand errand) {
        asked.add(exchange.path());
        if (waits) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            open.add(answer);
            return Uni.createFrom().completionStage(answer);
        }
        return status < 500
                ? Uni.createFrom().item(() -> answer(status, body))
                : Uni.createFrom().failure(new ExchangeFailure.ServerError(answer(status, body)));
    }

    private static Answer answer(int status, String body) {
        return new Answer(
                status, MultiMap.caseInsensitiveMultiMap(), Payload.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Errand errand(String team) {
        return new Errand(new Errand.Share(team, 1), Errand.Urgency.READ, time.deadline(Duration.ofSeconds(25)));
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private static Told told(Reply<Told> reply) {
        if (reply instanceof Reply.Answered<Told> answered) {
            return answered.value();
        }
        throw new AssertionError(reply);
    }

    @Test
    void what_is_polled_costs_two_requests_a_minute() {
        for (int second = 0; second < 60; second++) {
            assertInstanceOf(Reply.Answered.class, now(here.workers(Freshness.LATELY, "vision")));
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(2, asked.size());
    }

    @Test
    void releases_that_were_told_before_a_moment_do_not_do_for_it() {
        body = "{\"releases\": []}";
        LiveHistory history = new LiveHistory(here.reads, Dialect.V2);
        Instant first = time.instant();
        now(history.of("a", first, errand("vision")));
        time.pass(Duration.ofSeconds(10));
        now(history.of("a", first, errand("vision")));
        assertEquals(1, asked.size());
        now(history.of("a", time.instant(), errand("vision")));
        now(history.of("a", time.instant(), errand("lab")));
        assertEquals(2, asked.size());
    }

    @Test
    void three_replicas_cost_no_more_than_one() {
        List<Replica> all = List.of(here, new Replica(board), new Replica(board));
        for (int second = 0; second < 60; second++) {
            for (Replica replica : all) {
                assertInstanceOf(Reply.Answered.class, now(replica.workers(Freshness.LATELY, "vision")));
            }
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(2, asked.size());
    }

    @Test
    void what_another_replica_was_told_is_as_old_as_it_is() {
        Told first = told(now(here.workers(Freshness.LATELY, "vision")));
        time.pass(Duration.ofSeconds(20));
        Told second = told(now(new Replica(board).workers(Freshness.LATELY, "vision")));
        assertEquals(first, second);
        assertEquals(1, asked.size());
    }

    @Test
    void without_a_board_each_asks_for_itself() {
        now(new Replica(Noticeboard.OF_ONES_OWN).workers(Freshness.LATELY, "vision"));
        now(new Replica(Noticeboard.OF_ONES_OWN).workers(Freshness.LATELY, "vision"));
        assertEquals(2, asked.size());
    }

    @Test
    void who_has_its_turn_and_says_nothing_is_waited_for_no_longer_than_two_seconds() {
        now(board.look("workers/a", Duration.ofSeconds(30), Noticeboard.NOWHERE, Duration.ofMinutes(1)));
        long begun = time.nanoTime();
        assertInstanceOf(Reply.Answered.class, now(here.workers(Freshness.LATELY, "vision")));
        Duration waited = Duration.ofNanos(time.nanoTime() - begun);
        assertTrue(waited.compareTo(Duration.ofSeconds(2)) >= 0, waited::toString);
        assertTrue(waited.compareTo(Duration.ofSeconds(3)) < 0, waited::toString);
    }

    @Test
    void forced_reads_at_the_same_time_share_one_call() {
        waits = true;
        List<CompletableFuture<Reply<Told>>> replies = IntStream.range(0, 100)
                .mapToObj(i -> here.workers(Freshness.NOW, "vision").subscribe().asCompletionStage())
                .toList();
        assertEquals(1, asked.size());
        open.getFirst().complete(answer(200, WORKERS));
        replies.forEach(reply -> assertInstanceOf(Reply.Answered.class, reply.join()));
        assertEquals(1, asked.size());
    }

    @Test
    void a_forced_read_asks_again_and_is_told_to_the_others() {
        now(here.workers(Freshness.LATELY, "vision"));
        body = "{\"workers\": [{\"id\": \"w1\"}]}";
        Told fresh = told(now(here.workers(Freshness.NOW, "vision")));
        assertEquals(fresh, told(now(here.workers(Freshness.LATELY, "vision"))));
        assertEquals(2, asked.size());
    }

    @Test
    void who_hangs_up_leaves_the_call_to_those_who_wait() {
        waits = true;
        here.workers(Freshness.LATELY, "vision").subscribe().with(x -> {}).cancel();
        CompletableFuture<Reply<Told>> other =
                here.workers(Freshness.LATELY, "vision").subscribe().asCompletionStage();
        open.getFirst().complete(answer(200, WORKERS));
        assertInstanceOf(Reply.Answered.class, other.join());
        assertEquals(1, asked.size());
    }

    @Test
    void another_team_that_is_let_down_by_a_share_asks_on_its_own() {
        waits = true;
        CompletableFuture<Reply<Told>> first =
                here.workers(Freshness.NOW, "lab").subscribe().asCompletionStage();
        CompletableFuture<Reply<Told>> same =
                here.workers(Freshness.NOW, "lab").subscribe().asCompletionStage();
        CompletableFuture<Reply<Told>> other =
                here.workers(Freshness.NOW, "vision").subscribe().asCompletionStage();
        open.getFirst().complete(answer(429, ""));
        assertInstanceOf(Reply.Limited.class, first.join());
        assertInstanceOf(Reply.Limited.class, same.join());
        assertFalse(other.isDone());
        open.getLast().complete(answer(200, WORKERS));
        assertInstanceOf(Reply.Answered.class, other.join());
        assertEquals(2, asked.size());
    }

    @Test
    void a_miss_is_remembered_for_half_a_minute_by_all_replicas() {
        status = 404;
        Replica there = new Replica(board);
        for (int second = 0; second < 30; second++) {
            for (Replica replica : List.of(here, there)) {
                Reply<Sighting> reply = replica.lookUp("nobody", false);
                assertEquals(404, assertInstanceOf(Reply.Rejected.class, reply).status());
            }
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(1, asked.size());
        status = 200;
        body = "{\"id\": \"nobody\", \"name\": \"vision-new\"}";
        assertInstanceOf(Reply.Answered.class, here.lookUp("nobody", true));
        assertTrue(here.fleet.known("nobody").isPresent());
        assertEquals(2, asked.size());
    }

    @Test
    void what_is_another_teams_is_remembered_as_a_miss_is() {
        body = "{\"id\": \"a\", \"name\": \"lab-a\"}";
        here.lookUp("a", false);
        here.lookUp("a", false);
        new Replica(board).lookUp("a", false);
        assertEquals(1, asked.size());
    }

    @Test
    void what_its_owner_finds_makes_it_no_quicker_for_strangers() {
        body = "{\"id\": \"a\", \"name\": \"vision-a\"}";
        here.lookUp("a", true);
        now(here.reads.one("a", Include.NOTHING, Freshness.NOW, errand("vision")));
        here.lookUp("a", false);
        assertEquals(3, asked.size());
    }

    @Test
    void a_failure_is_told_again_for_five_seconds_and_a_limit_is_not() {
        status = 500;
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Reply.Unsettled.class, now(here.workers(Freshness.LATELY, "vision")));
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(1, asked.size());
        status = 429;
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(Reply.Limited.class, now(here.workers(Freshness.LATELY, "vision")));
        }
    }

    @Test
    void what_is_told_again_was_no_exchange() {
        now(here.workers(Freshness.LATELY, "vision"));
        assertEquals(
                Upstream.NONE, now(here.workers(Freshness.LATELY, "vision")).upstream());
    }

    @Test
    void memory_has_an_end() {
        Memory<String> memory = new Memory<>(time);
        for (int i = 0; i < 40; i++) {
            memory.keep("about " + i, new Reply.Overloaded<>(Upstream.NONE), 1 << 20, Duration.ofHours(1));
            memory.recall("about 0");
        }
        assertTrue(memory.recall("about 0").isPresent());
        assertTrue(memory.recall("about 39").isPresent());
        assertTrue(memory.recall("about 1").isEmpty());
        for (int i = 0; i < 20_000; i++) {
            memory.keep("small " + i, new Reply.Overloaded<>(Upstream.NONE), 1, Duration.ofHours(1));
        }
        assertTrue(memory.recall("small 9000").isEmpty());
        assertTrue(memory.recall("small 19999").isPresent());
    }
}
