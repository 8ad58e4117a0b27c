package io.podgate.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets the other replicas know that this one is there. Of one that is not heard of any more nobody will end the leases;
 * what may not wait passes them. That is a matter of who comes first, and not of money: one that is only slow finds out
 * that it was passed when it ends.
 */
final class Pulse {

    private static final String BEAT = """
            INSERT INTO pulse VALUES (?, clock_timestamp())
            ON CONFLICT (replica) DO UPDATE SET beat = excluded.beat""";

    /** Of an intent's replica: several beats were missed. */
    static final String IS_SILENT = """
            EXISTS (SELECT FROM pulse WHERE pulse.replica = intent.replica
                AND beat < clock_timestamp() - interval '4 seconds')""";

    /** Long after any lease of theirs has ended. */
    static final String FORGOTTEN = "DELETE FROM pulse WHERE beat < clock_timestamp() - interval '1 hour'";

    private Pulse() {}

    /** Once a second. */
    static void beat(Connection connection, String replica) throws SQLException {
        new Script().change(1, BEAT, replica).run(connection);
    }
}
