package io.podgate.admission;

/** Hears of updates that nobody known asked for. They come to no decision and into no trail: they are only counted. */
@FunctionalInterface
public interface StrangerListener {

    /** How such updates end: a label beside those of {@link Outcome}. */
    String OUTCOME = "unauthenticated";

    /**
     * An update was asked for.
     *
     * @param dialect {@code v1} or {@code v2}, as the route speaks
     */
    void strangerAsked(String dialect);
}
