package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.trail.NoLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether what lands late is noticed. */
class LatecomersTest {

    private static final String FOUR = "{\"workers\": {\"max\": 4}}";
    private static final String TWO = "{\"workers\": {\"max\": 2}}";

    private final World world = new World();
    private final Drifts drifts = new Drifts();
    private final List<Event> recorded = new ArrayList<>();
    private Instant now = World.NOW;

    private final AuditTrail trail = new AuditTrail() {
        @Override
        public boolean recording() {
            return true;
        }

        @Override
        public void record(Decision decision) {}

        @Override
        public void record(Event event) {
            recorded.add(event);
        }
    };

    private final Latecomers latecomers = new Latecomers(world, new NoLog(), trail, drifts, () -> now);

    @BeforeEach
    void begin() {
        world.latecomers = Optional.of(latecomers);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        world.at = now;
    }

    private void look() {
        latecomers.look().await().atMost(Duration.ofSeconds(5));
    }

    private void shows(int workers) {
        pass(Duration.ofSeconds(1));
        world.snapshot = World.config(workers);
        look();
    }

    private void applied(String body, int workers, boolean lingers) {
        pass(Duration.ofSeconds(1));
        world.becomes = Optional.of(World.config(workers));
        world.updateEnds = Optional.empty();
        world.lingers = lingers;
        assertInstanceOf(Outcome.Applied.class, world.admit(body).outcome());
        look();
    }

    private void ends(String body, Reply<Sighting> reply, boolean lingers) {
        pass(Duration.ofSeconds(1));
        world.updateEnds = Optional.of(reply);
        world.lingers = lingers;
        world.admit(body);
        look();
    }

    @Test
    void what_was_applied_and_comes_back_after_a_newer_one_has_landed_late() {
        applied(FOUR, 4, true);
        world.decision = "newer";
        applied(TWO, 2, false);
        assertEquals(List.of(), drifts.standing);
        shows(4);
        Drift drift = new Drift(now, World.ID, Optional.of("vision"), "decision", Optional.of("newer"));
        assertEquals(List.of(drift), drifts.standing);
        assertEquals(List.of(new Event.LandedLate(drift)), recorded);
        shows(4);
        assertEquals(1, recorded.size());
        shows(2);
        assertEquals(List.of(), drifts.standing);
    }

    @Test
    void what_is_not_known_and_comes_after_a_newer_one_has_landed_late() {
        ends(FOUR, new Reply.Unsettled<>("no answer", Upstream.NONE), false);
        world.decision = "newer";
        applied(TWO, 2, false);
        shows(4);
        assertEquals(Optional.of("newer"), drifts.standing.getFirst().newer());
    }

    @Test
    void what_was_said_to_have_failed_and_comes_has_landed_late() {
        ends(FOUR, new Reply.Failed<>("nothing of it", Upstream.NONE), true);
        shows(3);
        assertEquals(List.of(), drifts.standing);
        shows(4);
        assertEquals(Optional.empty(), drifts.standing.getFirst().newer());
    }

    @Test
    void what_was_applied_and_stays_is_no_drift() {
        applied(FOUR, 4, true);
        shows(4);
        shows(3);
        shows(4);
        assertEquals(List.of(), drifts.standing);
    }

    @Test
    void what_is_not_known_and_comes_by_itself_is_for_the_settler() {
        ends(FOUR, new Reply.Unsettled<>("no answer", Upstream.NONE), false);
        shows(4);
        assertEquals(List.of(), drifts.standing);
    }

    @Test
    void what_comes_after_minutes_is_somebody_elses_doing() {
        applied(FOUR, 4, true);
        world.decision = "newer";
        applied(TWO, 2, false);
        pass(Duration.ofMinutes(6));
        look();
        shows(4);
        assertEquals(List.of(), drifts.standing);
    }
}
