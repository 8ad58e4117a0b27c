package io.podgate.postgres;

import io.podgate.admission.TrailListener;
import io.podgate.trail.Spool;
import io.podgate.trail.TrailRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Records that wait for the database, and how they come into the trail once it is there. Merged by one thread. */
final class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Spool spool;
    private final TrailListener listener;
    private final Presence presence;
    private final List<TrailRecord> fresh = new ArrayList<>();
    private long lastMerge = System.nanoTime();
    private Duration pause = Duration.ZERO;
    private volatile boolean urgent;

    Backlog(Spool spool, TrailListener listener, Presence presence) {
        this.spool = spool;
        this.listener = listener;
        this.presence = presence;
    }

    void add(TrailRecord record) {
        fresh.add(record);
    }

    /** Puts down what was added. */
    void keep() {
        if (!fresh.isEmpty()) {
            spool.add(List.copyOf(fresh));
            listener.failed(fresh.size());
            fresh.clear();
        }
    }

    /** Puts down what cannot wait for the thread that merges. Called by anybody. */
    void keepNow(TrailRecord record) {
        spool.add(List.of(record));
        listener.failed(1);
        urgent = true;
    }

    /** Whether something was put down that has to be in the trail before anything that comes after it. */
    boolean isUrgent() {
        return urgent;
    }

    /**
     * Brings what waits into the trail.
     *
     * @param atOnce how many in a group
     * @param commit makes a group durable as far as it can
     */
    void merge(int atOnce, Consumer<List<Operation>> commit) {
        if (spool.isEmpty() || !(urgent || System.nanoTime() - lastMerge >= pause.toNanos())) {
            return;
        }
        urgent = false;
        lastMerge = System.nanoTime();
        List<TrailRecord> left = new ArrayList<>();
        List<TrailRecord> refused = new ArrayList<>();
        pause = AGAIN;
        try {
            List<TrailRecord> waiting = spool.waiting();
            for (int from = 0; from < waiting.size() && presence.reachable(); from += atOnce) {
                List<Operation> group = new ArrayList<>();
                for (TrailRecord record : waiting.subList(from, Math.min(from + atOnce, waiting.size()))) {
                    group.add(new Merge(record, () -> left.add(record), () -> refused.add(record)));
                }
                commit.accept(group);
            }
            if (presence.reachable()) {
                spool.reject(refused);
                spool.leave(left);
                int merged = waiting.size() - left.size() - refused.size();
                LOG.infof("%d records that had waited are in the trail", merged);
            }
            pause = left.isEmpty() ? Duration.ZERO : AGAIN;
        } catch (IOException e) {
            LOG.errorf("what waits for the trail cannot be read: %s", e.getMessage());
        }
    }
}
