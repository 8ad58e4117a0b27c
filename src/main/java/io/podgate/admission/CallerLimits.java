package io.podgate.admission;

import io.podgate.policy.Caller;
import io.smallrye.mutiny.Uni;
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
            boolean granted, long limit, Duration window, long remaining, Duration reset, Duration retryAfter) {

        /**
         * What a reserve has to say where this is used up. The numbers stay those of the usual limit: the reserve is
         * not for planning with.
         */
        public Allowance orFrom(Allowance reserve) {
            Duration wait = retryAfter.compareTo(reserve.retryAfter()) < 0 ? retryAfter : reserve.retryAfter();
            return new Allowance(
                    reserve.granted(), limit, window, remaining, reset, reserve.granted() ? Duration.ZERO : wait);
        }
    }

    /** Never fails. */
    Uni<Allowance> take(Caller caller, Draw draw);
}
