package io.podgate.sandbox;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * When a fault strikes.
 *
 * @param operations the operations that it concerns; empty for all
 * @param endpoint the only endpoint that it concerns; for templates and the catalogue, the id in their path
 * @param times how often it strikes; empty for every time until it is removed
 * @param chance how likely it strikes, with the seed that makes it strike the same way again
 */
public record Trigger(
        Set<Operation> operations, Optional<String> endpoint, OptionalInt times, Optional<Chance> chance) {

    /** Every operation, every endpoint, every time. */
    static final Trigger ALWAYS = new Trigger(Set.of(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /**
     * Strikes at random.
     *
     * @param probability from 0 to 1
     */
    public record Chance(double probability, long seed) {}

    public Trigger {
        operations = Set.copyOf(operations);
    }

    boolean concerns(Operation operation, String id) {
        return (operations.isEmpty() || operations.contains(operation))
                && (endpoint.isEmpty() || endpoint.get().equals(id));
    }
}
