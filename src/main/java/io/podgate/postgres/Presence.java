package io.podgate.postgres;

import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Whether the database is there, as the one thread that works with it last saw. Anybody may ask. */
final class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private volatile boolean reachable;
    private volatile boolean tried;
    private volatile String state = "has not been reached yet";
    private long lastTry = System.nanoTime() - BETWEEN_TRIES.toNanos();

    boolean reachable() {
        return reachable;
    }

    /** Whether the first try to reach it has ended, well or badly. */
    boolean tried() {
        return tried;
    }

    /** What is wrong, where it is not reachable; in words for callers, whom the rest is no business of. */
    String why() {
        return "the ledger's database " + state;
    }

    /** How long to wait for something to do before the next look. */
    Duration patience(Duration whileThere) {
        return reachable ? whileThere : BETWEEN_TRIES;
    }

    /** Whether it is time to look for it again. */
    boolean isTryDue() {
        return System.nanoTime() - lastTry >= BETWEEN_TRIES.toNanos();
    }

    void back() {
        reachable = true;
    }

    /** A try to reach it is over, well or badly. */
    void tryEnded() {
        lastTry = System.nanoTime();
        tried = true;
    }

    void away(Exception why) {
        String now = why instanceof SQLException ? "cannot be reached" : "cannot be brought up to its schema";
        if (reachable || !now.equals(state)) {
            LOG.errorf("the ledger's database %s: %s", now, why.getMessage());
        }
        state = now;
        reachable = false;
    }
}
