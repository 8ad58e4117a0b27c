package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.admission.Opening;
import io.podgate.admission.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** In which order what becomes of an attempt is told. */
class AttemptTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Object> told = new ArrayList<>();
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final Attempt attempt = new Attempt(() -> told.add("released"), () -> told.add("for nobody"));

    @Test
    void whoever_is_refused_hears_of_it_after_what_was_held_is_let_go() {
        attempt.follow(durable);
        attempt.within(LONG, Timing.real()).subscribe().with(told::add);
        durable.completeExceptionally(new IOException("no space left"));
        assertEquals(List.of("released", new Opening.Unreachable("no space left")), told);
    }

    @Test
    void what_became_durable_is_held_on_to() {
        attempt.follow(durable);
        attempt.within(LONG, Timing.real()).subscribe().with(told::add);
        durable.complete(null);
        assertInstanceOf(Opening.Opened.class, told.getFirst());
        assertEquals(1, told.size());
    }

    @Test
    void what_nobody_waits_for_any_more_is_let_go_and_told_to_nobody_once_it_is_durable() {
        attempt.follow(durable);
        attempt.within(LONG, Timing.real()).subscribe().with(told::add).cancel();
        assertEquals(List.of("released"), told);
        durable.complete(null);
        assertEquals(List.of("released", "for nobody"), told);
    }
}
