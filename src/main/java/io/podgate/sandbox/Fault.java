package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Something that goes wrong on demand: wait before → apply → wait after → answer.
 *
 * @param before waited before anything is applied
 * @param applying whether an update takes effect
 * @param twist a merge patch (RFC 7396) in v2's shape onto what the update wrote: what RunPod silently does otherwise
 * @param after waited between applying and answering
 * @param headers put over those of the answer; an empty value takes a header away
 */
public record Fault(
        Trigger trigger,
        Duration before,
        Applying applying,
        Optional<Json.Obj> twist,
        Duration after,
        Answer answer,
        Map<String, String> headers) {

    /** No fault at all. */
    static final Fault NONE = answering(new Answer.Truthful());

    public Fault {
        headers = Map.copyOf(headers);
    }

    /** Answers every request in this way; updates are applied where such an answer suggests it. */
    public static Fault answering(Answer answer) {
        Applying applying = answer.suggestsApplied() ? new Applying.Now() : new Applying.Never();
        return new Fault(Trigger.ALWAYS, Duration.ZERO, applying, Optional.empty(), Duration.ZERO, answer, Map.of());
    }

    /** Answers with an error of this status and applies nothing. */
    public static Fault status(int code) {
        return answering(new Answer.Status(code));
    }

    /** Answers updates truthfully, but has written something else than was asked for, and says so. */
    public static Fault twisting(Json.Obj twist) {
        return answering(new Answer.Truthful()).withTwist(twist).on(Operation.UPDATE);
    }

    /** Forgets the exclusions of the GPU selection with every update. */
    public static Fault wipingExclusions() {
        return twisting(Docs.object("gpu", Docs.object("excludedTypes", null)));
    }

    public Fault on(Operation... only) {
        return when(new Trigger(Set.of(only), trigger.endpoint(), trigger.times(), trigger.chance()));
    }

    public Fault of(String endpoint) {
        return when(new Trigger(trigger.operations(), Optional.of(endpoint), trigger.times(), trigger.chance()));
    }

    public Fault times(int count) {
        return when(new Trigger(trigger.operations(), trigger.endpoint(), OptionalInt.of(count), trigger.chance()));
    }

    /**
     * Strikes at random, the same way for the same seed.
     *
     * @param probability from 0 to 1
     */
    public Fault withChance(double probability, long seed) {
        var chance = Optional.of(new Trigger.Chance(probability, seed));
        return when(new Trigger(trigger.operations(), trigger.endpoint(), trigger.times(), chance));
    }

    private Fault when(Trigger other) {
        return new Fault(other, before, applying, twist, after, answer, headers);
    }

    public Fault waitingBefore(Duration pause) {
        return new Fault(trigger, pause, applying, twist, after, answer, headers);
    }

    public Fault waitingAfter(Duration pause) {
        return new Fault(trigger, before, applying, twist, pause, answer, headers);
    }

    public Fault applying(Applying when) {
        return new Fault(trigger, before, when, twist, after, answer, headers);
    }

    public Fault withTwist(Json.Obj change) {
        return new Fault(trigger, before, applying, Optional.of(change), after, answer, headers);
    }

    public Fault withHeaders(Map<String, String> others) {
        return new Fault(trigger, before, applying, twist, after, answer, others);
    }
}
