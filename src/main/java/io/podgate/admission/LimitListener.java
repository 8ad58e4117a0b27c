package io.podgate.admission;

import io.podgate.policy.Caller;

/** Hears of callers that are turned away because a limit is used up. */
@FunctionalInterface
public interface LimitListener {

    /** Their own. */
    void turnedAway(Caller caller);

    /** A read, by another's limit; updates have decisions that say so. */
    default void turnedAway(Caller caller, Outcome.Scope scope) {}
}
