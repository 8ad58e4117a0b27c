package io.podgate.admission;

/**
 * What came of sending an update, all attempts and read-backs included.
 *
 * @param lingers whether an attempt is left that may still land, whatever the reply says: one of which nobody knows
 *     what came of it, besides the one that the reply is about
 * @param readBack whether it is only known from reading the endpoint back
 */
public record Sent(Reply<Sighting> reply, boolean lingers, boolean readBack) {

    /** The reply to the only attempt, or to one before which nothing was done. */
    public static Sent only(Reply<Sighting> reply) {
        return new Sent(reply, false, false);
    }
}
