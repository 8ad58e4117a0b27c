package io.podgate.admission;

import io.podgate.policy.Freeze;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.Optional;

/** Freezes and lets go, and has the trail say who did. */
public final class Freezer {

    private final Freezes freezes;
    private final AuditTrail trail;
    private final InstantSource clock;

    public Freezer(Freezes freezes, AuditTrail trail, InstantSource clock) {
        this.freezes = freezes;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Whose wish it is.
     *
     * @param traceId see {@link UpdateRequest}
     * @param caller by its name
     */
    public record Order(String requestId, Optional<String> traceId, String caller) {}

    /** Whether it holds now; durably, and soon on every replica. */
    public Uni<Boolean> freeze(Freeze freeze, Order order) {
        return freezes.set(freeze).invoke(done -> record(done, order, freeze.team(), Optional.of(freeze)));
    }

    /** Whether nothing of the kind holds any more. */
    public Uni<Boolean> lift(Optional<String> team, Order order) {
        return freezes.lift(team).invoke(done -> record(done, order, team, Optional.empty()));
    }

    private void record(boolean done, Order order, Optional<String> team, Optional<Freeze> freeze) {
        if (done) {
            trail.record(new Event.Frozen(
                    clock.instant(), order.requestId(), order.traceId(), order.caller(), team, freeze));
        }
    }
}
