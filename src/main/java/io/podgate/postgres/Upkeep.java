package io.podgate.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Removes what need not be kept any more: keys after their day, limits and notices that say nothing, and the oldest
 * records of the trail. Of each chain only what is at its beginning, so that what is left is whole; and nothing of an
 * intent that is still open. One replica at a time, a little at once.
 */
final class Upkeep implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration AT_LEAST = Duration.ofDays(1);
    private static final int AT_ONCE = 2_000;

    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('podgate upkeep'))";
    private static final String KEYS = """
            DELETE FROM idempotency_key WHERE (team, endpoint_id, key) IN (
                SELECT team, endpoint_id, key FROM idempotency_key WHERE expires_at <= clock_timestamp() LIMIT 2000)""";
    private static final String LIMITS =
            "DELETE FROM caller_limit WHERE full_at < extract(epoch FROM clock_timestamp()) - 3600";
    private static final String NOTICES =
            "DELETE FROM notice WHERE kept_until < extract(epoch FROM clock_timestamp()) * 1000000";
    /** See the trail's trigger; until the transaction is over. */
    private static final String RETENTION = "SELECT set_config('podgate.retention', 'on', true)";

    private static final String TRAIL = """
            WITH old AS (SELECT DISTINCT chain FROM trail WHERE time < ?::timestamptz),
                kept AS (SELECT chain, (SELECT seq FROM trail AS t WHERE t.chain = old.chain
                    AND (t.time >= ?::timestamptz
                        OR EXISTS (SELECT 1 FROM intent WHERE intent.decision_id = t.decision_id))
                    ORDER BY seq LIMIT 1) AS first FROM old)
            DELETE FROM trail WHERE (chain, seq) IN (
                SELECT chain, seq FROM trail JOIN kept USING (chain)
                WHERE first IS NULL OR seq < first ORDER BY chain, seq LIMIT 2000)""";

    private final Database database;
    private final Duration retain;
    private final InstantSource clock;
    private final Thread thread;

    /** @param retain how long records are kept; never less than a day */
    Upkeep(Database database, Duration retain, InstantSource clock) {
        this.database = database;
        this.retain = retain.compareTo(AT_LEAST) < 0 ? AT_LEAST : retain;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("podgate-upkeep").unstarted(this::work);
    }

    Upkeep started() {
        thread.start();
        return this;
    }

    private void work() {
        try {
            while (true) {
                Thread.sleep(BETWEEN);
                once();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more upkeep");
        }
    }

    /** All that is due. */
    void once() {
        String oldest = clock.instant().minus(retain).toString();
        try {
            while (some(KEYS) == AT_ONCE) {
                LOG.debug("more keys");
            }
            some(LIMITS);
            some(NOTICES);
            some(Pulse.FORGOTTEN);
            while (some(TRAIL, oldest, oldest) == AT_ONCE) {
                LOG.debug("more records");
            }
        } catch (SQLException e) {
            LOG.debugf("no upkeep for now: %s", e.getMessage());
        }
    }

    private int some(String deletion, Object... values) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            boolean[] alone = {false};
            new Script().ask(ALONE, row -> alone[0] = row.getBoolean(1)).run(connection);
            int[] gone = {0};
            if (alone[0]) {
                new Script().ask(RETENTION, row -> {}).run(connection);
                new Script()
                        .ask(deletion + " RETURNING 1", row -> gone[0]++, values)
                        .run(connection);
            }
            connection.commit();
            return gone[0];
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
