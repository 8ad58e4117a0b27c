package io.podgate.admission;

/** Hears of requests that are over at the door: they come to no decision and into no trail, and are only counted. */
public interface DoorListener {

    /** How updates of nobody known end: a label beside those of {@link Outcome}. */
    String OUTCOME = "unauthenticated";

    /**
     * Nobody known asked for an update.
     *
     * @param dialect {@code v1} or {@code v2}, as the route speaks
     */
    void strangerAsked(String dialect);

    /** Somebody known was sent away because too many requests were under way. */
    void sentAway();
}
