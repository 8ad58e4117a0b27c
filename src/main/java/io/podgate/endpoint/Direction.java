package io.podgate.endpoint;

/** Which way a change of one field points. */
public enum Direction {
    /** The value stays what it was. */
    SAME,
    /** Less than before: fewer workers, a subset of the cards, a shorter timeout. */
    SHRINKS,
    /** More than before, or any element that was not there. Unknown before counts as growth where size matters. */
    GROWS,
    /** Different, but neither more nor less: another image, another scaler. */
    CHANGES
}
