package io.podgate.admission;

import io.podgate.policy.Freeze;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is frozen: at most one freeze of everybody, and one a team. Survives restarts and reaches every replica. */
public interface Freezes {

    /** Nothing ever is. */
    Freezes NONE = new Freezes() {
        @Override
        public Optional<List<Freeze>> known() {
            return Optional.of(List.of());
        }

        @Override
        public Uni<Boolean> set(Freeze freeze) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Boolean> lift(Optional<String> team) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Void> look() {
            return Uni.createFrom().voidItem();
        }
    };

    /** As last known, those that are over included; empty until it is known for the first time. No I/O. */
    Optional<List<Freeze>> known();

    /** Takes the place of the one there is of the same team. Durable where it says true; false where that cannot be. */
    Uni<Boolean> set(Freeze freeze);

    /** The same of lifting it; where there is none nothing happens. */
    Uni<Boolean> lift(Optional<String> team);

    /** Hears of what was frozen or let go elsewhere; never fails. */
    Uni<Void> look();

    /** Those that hold now. */
    default List<Freeze> inForce(Instant now) {
        return known().orElse(List.of()).stream()
                .filter(freeze -> freeze.holds(now))
                .toList();
    }

    /** Those that stop the team now. */
    default List<Freeze> of(Optional<String> team, Instant now) {
        List<Freeze> all = known().orElse(List.of());
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(freeze -> freeze.stops(team) && freeze.holds(now))
                        .toList();
    }
}
