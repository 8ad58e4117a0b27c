package io.podgate.policy;

import java.util.List;
import java.util.Optional;

/** Whose an endpoint is. */
public sealed interface Ownership {

    /** One team's. */
    record Owned(Team team) implements Ownership {}

    /** Nobody claims it. */
    record Unowned() implements Ownership {}

    /**
     * Claimed by several with equal right, so it is nobody's.
     *
     * @param teams their names, sorted; at least two
     */
    record Contested(List<String> teams) implements Ownership {}

    /** The one team; empty where it is nobody's. */
    default Optional<Team> owner() {
        return this instanceof Owned(Team team) ? Optional.of(team) : Optional.empty();
    }

    default boolean isOwnedBy(Team team) {
        return this instanceof Owned(Team owner) && owner.name().equals(team.name());
    }
}
