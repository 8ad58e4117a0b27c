package io.podgate.postgres;

import java.sql.SQLException;

/** What a failure of the database means for what was asked of it. */
enum Trouble {
    /** Others were faster, or in each other's way: it may be done once more at once. */
    AGAIN,
    /** It is about what was to be written, and would be the same next time. */
    CONTENT,
    /** The database is away, or is in no state to answer. */
    AWAY;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_TIMEOUT = "55P03";

    static Trouble of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return AWAY;
        }
        if (state.startsWith("40") || state.equals(UNIQUE_VIOLATION) || state.equals(LOCK_TIMEOUT)) {
            return AGAIN;
        }
        return state.startsWith("21") || state.startsWith("22") || state.startsWith("23") ? CONTENT : AWAY;
    }
}
