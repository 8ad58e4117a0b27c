package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Something that goes wrong on demand. By default it concerns every operation of every endpoint, every time, until it
 * is removed.
 *
 * @param operations the operations that it concerns; empty for all
 * @param endpoint the only endpoint that it concerns
 * @param times how often it strikes
 * @param chance how likely it strikes, with the seed that makes it strike the same way again
 * @param before waited before anything is applied
 * @param applying whether an update takes effect
 * @param twist a merge patch (RFC 7396) in v2's shape onto what the update wrote: what RunPod silently does otherwise
 * @param after waited between applying and answering
 */
public record Fault(
        Set<Operation> operations,
        Optional<String> endpoint,
        OptionalInt times,
        Optional<Chance> chance,
        Duration before,
        Applying applying,
        Optional<Json.Obj> twist,
        Duration after,
        Answer answer) {

    /** No fault at all. */
    static final Fault NONE = answering(new Answer.Truthful());

    /**
     * Strikes at random.
     *
     * @param probability from 0 to 1
     */
    public record Chance(double probability, long seed) {}

    public Fault {
        operations = Set.copyOf(operations);
    }

    /** Answers in this way; updates are applied where such an answer suggests it. */
    public static Fault answering(Answer answer) {
        Applying applying = answer.suggestsApplied() ? new Applying.Now() : new Applying.Never();
        return new Fault(
                Set.of(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Duration.ZERO,
                applying,
                Optional.empty(),
                Duration.ZERO,
                answer);
    }

    /** Answers with an error of this status and applies nothing. */
    public static Fault status(int code) {
        return answering(new Answer.Status(code));
    }

    /** Answers truthfully, but has written something else than was asked for, and says so. */
    public static Fault twisting(Json.Obj twist) {
        return answering(new Answer.Truthful()).withTwist(twist).on(Operation.UPDATE);
    }

    /** Forgets the exclusions of the GPU selection with every update. */
    public static Fault wipingExclusions() {
        return twisting(Docs.object("gpu", Docs.object("excludedTypes", null)));
    }

    public Fault on(Operation... only) {
        return new Fault(Set.of(only), endpoint, times, chance, before, applying, twist, after, answer);
    }

    public Fault of(String endpointId) {
        return new Fault(operations, Optional.of(endpointId), times, chance, before, applying, twist, after, answer);
    }

    public Fault times(int count) {
        return new Fault(operations, endpoint, OptionalInt.of(count), chance, before, applying, twist, after, answer);
    }

    public Fault withChance(double probability, long seed) {
        Chance odds = new Chance(probability, seed);
        return new Fault(operations, endpoint, times, Optional.of(odds), before, applying, twist, after, answer);
    }

    public Fault waitingBefore(Duration pause) {
        return new Fault(operations, endpoint, times, chance, pause, applying, twist, after, answer);
    }

    public Fault waitingAfter(Duration pause) {
        return new Fault(operations, endpoint, times, chance, before, applying, twist, pause, answer);
    }

    public Fault applying(Applying when) {
        return new Fault(operations, endpoint, times, chance, before, when, twist, after, answer);
    }

    public Fault withTwist(Json.Obj change) {
        return new Fault(operations, endpoint, times, chance, before, applying, Optional.of(change), after, answer);
    }

    boolean concerns(Operation operation, String id) {
        return (operations.isEmpty() || operations.contains(operation))
                && (endpoint.isEmpty() || endpoint.get().equals(id));
    }
}
