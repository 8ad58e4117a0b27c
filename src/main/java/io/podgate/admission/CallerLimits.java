package io.podgate.admission;

import io.podgate.policy.Caller;
import java.time.Duration;

/** Rate limits of callers. */
public interface CallerLimits {

    /** What a request draws on. */
    enum Draw {
        UPDATE,
        /**
         * As UPDATE, with a reserve of the same size behind it: the emergency brake works when the limit is used up.
         */
        SHRINK,
        READ
    }

    /**
     * What is left to the caller.
     *
     * @param granted whether this request may pass
     * @param remaining requests left in the window, the reserve not counted
     * @param reset until the window is full again
     * @param retryAfter until the next request may pass; zero where it may at once
     */
    record Allowance(
            boolean granted, long limit, Duration window, long remaining, Duration reset, Duration retryAfter) {}

    Allowance take(Caller caller, Draw draw);
}
