package io.podgate.admission;

import io.podgate.budget.Shortage;
import java.time.Duration;
import java.util.List;

/** What the ledger says to an intent. */
public sealed interface Opening {

    /** Reserved and recorded, durably; the endpoint is this update's until it is closed or its time is over. */
    record Opened() implements Opening {}

    /** It does not fit; nothing was reserved or recorded. Never empty. */
    record NoRoom(List<Shortage> shortages) implements Opening {}

    /** Another update of the endpoint is under way, on another replica. */
    record Busy() implements Opening {}

    /** The endpoint has changed since the picture was made; look at RunPod and judge again, with this picture. */
    record Stale(long picture) implements Opening {}

    /**
     * An earlier update of the endpoint may still land, so nothing that grows or changes it is sent before that is
     * settled. Shrinking need not wait, unless together with the earlier one it might come to more than either.
     *
     * @param retryAfter until it can be settled at the latest
     */
    record Unsettled(Duration retryAfter) implements Opening {}

    /**
     * The endpoints were last counted by a policy that keeps its budgets in another way, or an update that was judged
     * by one is open: what they take of this one's lines is not known, so nothing grows before they are counted again.
     */
    record Uncounted() implements Opening {}

    /** The idempotency key is somebody's by now: ask what is remembered of it. */
    record KeyTaken() implements Opening {}

    /** Nothing could be reserved or recorded within the ledger's own short time. */
    record Unreachable(String detail) implements Opening {}
}
