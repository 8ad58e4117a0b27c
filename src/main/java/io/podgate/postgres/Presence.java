package io.podgate.postgres;

import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Whether the database is there and answers, as the one thread that works with it sees it. Anybody may ask. */
final class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private static final String AWAY = "cannot be reached";

    /** No update waits longer for the ledger; and what has taken that long is not waited for by anybody else. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private volatile boolean reachable;
    private volatile boolean tried;
    private volatile String state = "has not been reached yet";
    private volatile boolean busy;
    private volatile long busySince;
    private long lastTry = System.nanoTime() - BETWEEN_TRIES.toNanos();

    /** Whether it is there, as far as the thread that works with it knows. */
    boolean reachable() {
        return reachable;
    }

    /** Whether it is there and does not keep that thread waiting. */
    boolean answers() {
        return reachable && !hangs();
    }

    private boolean hangs() {
        return keepsWaiting(PATIENCE);
    }

    /** Whether it has kept that thread for longer than that. */
    boolean keepsWaiting(Duration time) {
        return busy && System.nanoTime() - busySince > time.toNanos();
    }

    /** The thread that works with it turns to it. */
    void begins() {
        busySince = System.nanoTime();
        busy = true;
    }

    /** And is done for the moment. */
    void ends() {
        busy = false;
    }

    /** Whether the first try to reach it has ended, well or badly. */
    boolean tried() {
        return tried;
    }

    /**
     * What is wrong, where it is not reachable, or was not just now; in words for callers, whom the rest is no business
     * of.
     */
    String why() {
        return "the ledger's database " + (reachable && hangs() ? "does not answer" : state);
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
        state = AWAY;
    }

    /** A try to reach it is over, well or badly. */
    void tryEnded() {
        lastTry = System.nanoTime();
        tried = true;
    }

    void away(Exception why) {
        String now = why instanceof SQLException ? AWAY : "cannot be brought up to its schema";
        if (reachable || !now.equals(state)) {
            LOG.errorf("the ledger's database %s: %s", now, why.getMessage());
        }
        state = now;
        reachable = false;
    }
}
