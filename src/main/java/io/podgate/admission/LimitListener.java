package io.podgate.admission;

import io.podgate.policy.Caller;

/** Hears of callers that are turned away because their limit is used up. */
@FunctionalInterface
public interface LimitListener {

    void turnedAway(Caller caller);
}
