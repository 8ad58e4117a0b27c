package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as changed by somebody else, and what an update may explain. */
class LookoutTest {

    private static final String FOUR = "{\"workers\": {\"max\": 4}}";

    private final World world = new World();
    private final List<Set<Field<?>>> told = new ArrayList<>();
    private final Lookout lookout = world.lookout((now, fields) -> told.add(fields));

    @BeforeEach
    void seen() {
        world.lookout = Optional.of(lookout);
        look();
    }

    private void look() {
        lookout.look().await().atMost(Duration.ofSeconds(5));
    }

    private void pass() {
        world.at = world.at.plusSeconds(1);
    }

    /** RunPod shows this from now on, and a look at it comes into the fleet. */
    private void shows(EndpointConfig config) {
        pass();
        world.truth = config;
        world.snapshot = config;
        look();
    }

    private void updates(EndpointConfig answer) {
        pass();
        world.becomes = Optional.of(answer);
        world.admit(FOUR);
        world.truth = answer;
    }

    private static EndpointConfig image(int workersMax, String image) {
        return World.config(workersMax).with(Field.IMAGE, image);
    }

    @Test
    void what_is_shown_otherwise_is_told_once() {
        shows(World.config(2));
        assertEquals(List.of(Set.of(Field.WORKERS_MAX)), told);
        shows(World.config(2));
        assertEquals(1, told.size());
    }

    @Test
    void what_is_as_it_was_or_was_not_known_before_is_not_told() {
        shows(World.config(3));
        shows(World.config(3).with(Field.DISK, 20));
        shows(World.config(3));
        assertEquals(List.of(), told);
    }

    @Test
    void what_another_replica_has_changed_is_not_told_by_a_look_or_by_the_next() {
        world.ledger.elsewhere.add(World.ID);
        shows(World.config(2));
        world.ledger.elsewhere.clear();
        shows(World.config(2));
        assertEquals(List.of(), told);
    }

    @Test
    void what_is_counted_is_told_before_the_ledger_takes_it_for_known() {
        Census census = new Census(world.ledger, world, () -> Optional.of(world.policy), world, lookout);
        pass();
        world.snapshot = World.config(2);
        census.take(Deadline.in(Duration.ofSeconds(5))).await().indefinitely();
        assertEquals(List.of(Set.of(Field.WORKERS_MAX)), told);
    }

    @Test
    void what_an_update_does_is_not_told() {
        updates(World.config(4));
        shows(World.config(4));
        assertEquals(List.of(), told);
    }

    @Test
    void what_is_shown_after_the_first_of_two_updates_has_ended_may_be_the_doing_of_the_second() {
        lookout.sending(World.ID);
        lookout.sending(World.ID);
        lookout.ended(World.ID, false);
        shows(World.config(4));
        lookout.ended(World.ID, false);
        shows(World.config(5));
        assertEquals(List.of(), told);
    }

    @Test
    void what_the_answer_shows_otherwise_though_the_update_does_not_write_it_is_told_once() {
        updates(image(4, "acme/other:1"));
        assertEquals(List.of(Set.of(Field.IMAGE)), told);
        shows(image(4, "acme/other:1"));
        assertEquals(1, told.size());
    }

    @Test
    void what_a_look_before_an_update_shows_is_told_before_the_update_is() {
        pass();
        world.snapshot = image(3, "acme/other:1");
        updates(image(4, "acme/other:1"));
        assertEquals(List.of(Set.of(Field.IMAGE)), told);
    }

    @Test
    void what_runpod_does_to_the_choice_of_cards_is_the_updates_doing() {
        updates(World.config(4).with(Field.GPU_TYPES, new GpuSelection.Pools(List.of("AMPERE_24"), List.of())));
        assertEquals(List.of(), told);
    }

    @Test
    void what_is_asked_for_while_an_update_is_under_way_tells_nothing() {
        lookout.sending(World.ID);
        shows(World.config(4));
        lookout.ended(World.ID, false);
        look();
        assertEquals(List.of(), told, "it was asked for before the update ended");
        shows(World.config(4));
        assertEquals(List.of(Set.of(Field.WORKERS_MAX)), told, "the update did nothing, and here it still is");
    }

    @Test
    void what_may_be_an_update_that_lands_late_is_not_told() {
        world.updateEnds = Optional.of(new Reply.Unsettled<>("no answer", Upstream.NONE));
        updates(World.config(4));
        shows(World.config(4));
        shows(World.config(3));
        world.at = world.at.plus(Duration.ofMinutes(5));
        shows(World.config(3));
        assertEquals(List.of(), told);
        shows(World.config(2));
        assertEquals(List.of(Set.of(Field.WORKERS_MAX)), told);
    }

    @Test
    void what_an_attempt_that_lingers_may_still_do_is_not_told() {
        world.lingers = true;
        updates(World.config(4));
        shows(World.config(3));
        assertEquals(List.of(), told);
    }

    @Test
    void what_an_update_that_was_refused_left_alone_is_told() {
        world.updateEnds = Optional.of(new Reply.Rejected<>(400, "no", Upstream.NONE));
        updates(World.config(3));
        shows(World.config(2));
        assertEquals(List.of(Set.of(Field.WORKERS_MAX)), told);
    }

    @Test
    void what_was_sent_without_a_ledger_explains_whatever_comes_of_it() {
        world.ledger.openings.add(new Opening.Unreachable("gone"));
        world.ledger.openings.add(new Opening.Unreachable("gone"));
        pass();
        world.becomes = Optional.of(image(2, "acme/other:1"));
        world.admit("{\"workers\": {\"max\": 2}}");
        assertEquals(1, world.ledger.bypassed.size());
        assertEquals(List.of(), told);
    }
}
