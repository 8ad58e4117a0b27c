package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines before endpoints. */
class EndpointLocksTest {

    private static final Deadline FAR = Deadline.in(Duration.ofMinutes(1));

    private final EndpointLocks locks = new EndpointLocks(Timing.real());

    private <T> CompletableFuture<Optional<T>> enter(String endpoint, Deadline deadline, Uni<T> passage) {
        return locks.inTurn(endpoint, deadline, () -> passage).subscribeAsCompletionStage();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void one_after_the_other_in_the_order_in_which_they_came() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> first = new CompletableFuture<>();
        var head = enter("a", FAR, Uni.createFrom().completionStage(first));
        var rest = IntStream.range(0, 100)
                .mapToObj(i -> enter("a", FAR, Uni.createFrom().item(() -> order.add(i))))
                .toList();
        assertTrue(order.isEmpty());
        first.complete("done");
        assertEquals(Optional.of("done"), join(head));
        rest.forEach(EndpointLocksTest::join);
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }

    @Test
    void another_endpoint_does_not_wait() {
        var _ = enter("a", FAR, Uni.createFrom().nothing());
        assertEquals(Optional.of("b"), join(enter("b", FAR, Uni.createFrom().item("b"))));
    }

    @Test
    void a_long_line_that_moves_quickly_does_not_pile_up() {
        CompletableFuture<String> first = new CompletableFuture<>();
        var _ = enter("a", FAR, Uni.createFrom().completionStage(first));
        var rest = IntStream.range(0, 50_000)
                .mapToObj(i -> enter("a", FAR, Uni.createFrom().item(i)))
                .toList();
        first.complete("done");
        assertEquals(Optional.of(49_999), join(rest.getLast()));
    }

    @Test
    void who_waited_past_the_deadline_leaves_and_the_line_holds() {
        CompletableFuture<String> first = new CompletableFuture<>();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var _ = enter("a", FAR, Uni.createFrom().completionStage(first).invoke(order::add));
        var late = enter(
                "a",
                Deadline.in(Duration.ofMillis(50)),
                Uni.createFrom().item("late").invoke(order::add));
        var third = enter("a", FAR, Uni.createFrom().item("third").invoke(order::add));
        assertEquals(Optional.empty(), join(late));
        assertFalse(third.isDone());
        first.complete("first");
        assertEquals(Optional.of("third"), join(third));
        assertEquals(List.of("first", "third"), order);
    }

    @Test
    void a_failure_inside_lets_the_next_one_in() {
        assertThrows(
                CompletionException.class,
                () -> join(enter("a", FAR, Uni.createFrom().failure(new IllegalStateException("a bug")))));
        assertThrows(
                CompletionException.class,
                () -> join(locks.inTurn("a", FAR, () -> {
                            throw new IllegalStateException("a bug");
                        })
                        .subscribeAsCompletionStage()));
        assertEquals(Optional.of("next"), join(enter("a", FAR, Uni.createFrom().item("next"))));
    }

    @Test
    void who_goes_away_inside_lets_the_next_one_in() {
        var inside = locks.inTurn("a", FAR, () -> Uni.createFrom().nothing())
                .subscribe()
                .with(x -> {});
        var next = enter("a", FAR, Uni.createFrom().item("next"));
        assertFalse(next.isDone());
        inside.cancel();
        assertEquals(Optional.of("next"), join(next));
    }

    @Test
    void who_goes_away_while_waiting_does_not_stop_the_line() {
        CompletableFuture<String> first = new CompletableFuture<>();
        var _ = enter("a", FAR, Uni.createFrom().completionStage(first));
        var waiting = locks.inTurn("a", FAR, () -> Uni.createFrom().item("gone"))
                .subscribe()
                .with(x -> {});
        var third = enter("a", FAR, Uni.createFrom().item("third"));
        waiting.cancel();
        assertFalse(third.isDone());
        first.complete("done");
        assertEquals(Optional.of("third"), join(third));
    }

    @Test
    void nothing_is_remembered_of_an_empty_line() {
        for (int i = 0; i < 1000; i++) {
            join(enter("endpoint-" + i, FAR, Uni.createFrom().item(i)));
        }
        assertEquals(0, locks.held());
    }
}
