package io.podgate.admission;

import java.time.Duration;

/** Hears of exchanges with RunPod. Called on event loops: quick, and throws nothing. */
public interface UpstreamListener {

    /**
     * One attempt ended.
     *
     * @param operation {@code update}, {@code read}, {@code list}, {@code workers}, {@code releases}, {@code catalog}
     *     or {@code template}
     * @param status the HTTP status, or {@code timeout}, {@code unreachable}, {@code cut}, {@code prevented}
     */
    void exchanged(String operation, String status, Duration time);

    /** A further attempt begins. */
    void retried(String reason);

    /** The breaker is now {@code closed}, {@code half-open} or {@code open}. */
    void breaker(String state);

    /** RunPod told how much is left of its quota in a window. */
    void quota(String window, long remaining);

    /**
     * So many exchanges of the team now wait for their turn in the line for RunPod's quota.
     *
     * @param team empty for the gateway's own, and for callers of the platform
     */
    default void waiting(String team, int exchanges) {}
}
