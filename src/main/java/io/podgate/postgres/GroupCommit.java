package io.podgate.postgres;

import io.podgate.admission.TrailListener;
import io.podgate.trail.Chain;
import io.podgate.trail.Heads;
import io.podgate.trail.Spool;
import io.podgate.trail.TrailRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one thread of this replica that changes the ledger. Takes what has come up meanwhile, decides it in order, and
 * makes all of it durable in one transaction: the more there is to do, the less each costs. Where others were faster it
 * decides again. It owns the replica's chain, and it finds out whether the database is there.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int GROUP = 256;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BlockingQueue<Operation> queue = new LinkedBlockingQueue<>();
    private final Database database;
    private final Runnable migration;
    private final Presence presence = new Presence();
    private final Backlog backlog;
    private final Transactions transactions;
    private final Committing committing;
    private final Heads heads;
    private final Thread worker;

    private final List<Operation> later = new ArrayList<>();

    private volatile boolean closing;
    private volatile Unsettleds unsettleds = Unsettleds.NONE;
    private long lastLook = System.nanoTime() - LOOK.toNanos();

    /**
     * Starts at once; the database may come later.
     *
     * @param migration brings the database up to its schema; done whenever it is reached anew
     */
    GroupCommit(Database database, Runnable migration, Spool spool, TrailListener listener, InstantSource clock) {
        this.database = database;
        this.migration = migration;
        this.backlog = new Backlog(spool, listener, presence);
        this.transactions = new Transactions(database, () -> Chain.freshName(clock.instant()));
        this.committing = new Committing(transactions, presence, this::away, this::count);
        this.heads = new Heads(listener, clock);
        this.worker = Thread.ofVirtual().name("podgate-ledger").unstarted(this::work);
    }

    GroupCommit started() {
        worker.start();
        return this;
    }

    /** Whether the database is there. */
    Presence presence() {
        return presence;
    }

    /** As last counted. */
    Unsettleds unsettleds() {
        return unsettleds;
    }

    /** Somebody else has counted. */
    void counted(Unsettleds fresh) {
        unsettleds = fresh;
    }

    void submit(Operation operation) {
        queue.add(operation);
    }

    /** For what has to wait until the database is back. Called by operations, on the thread that works. */
    void keep(TrailRecord record) {
        backlog.add(record);
    }

    /** Puts a record down at once, to be brought into the trail before anything else is done. Called by anybody. */
    void keepNow(TrailRecord record) {
        backlog.keepNow(record);
    }

    /** The same as {@link #keep} for what is worth nothing to a later process. */
    void retry(Operation operation) {
        later.add(operation);
    }

    /** Does what is queued, as far as it can be done. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        submit(new Mark());
        worker.join();
    }

    private void work() {
        heads.say(transactions.chain(), "begins");
        while (!closing || !queue.isEmpty()) {
            List<Operation> group = next();
            presence.begins();
            try {
                handle(group);
            } catch (RuntimeException bug) {
                LOG.error("a bug in the ledger", bug);
                Committing.fail(group, "a bug in the ledger", true);
            }
            presence.ends();
            backlog.keep();
        }
        heads.say(transactions.chain(), "ends");
    }

    private List<Operation> next() {
        List<Operation> group = new ArrayList<>();
        Duration wait = presence.patience(LOOK);
        try {
            Operation first = queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, GROUP - 1);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        return group;
    }

    private void handle(List<Operation> group) {
        if (!presence.reachable()) {
            comeBack();
        }
        if (!presence.reachable()) {
            Committing.fail(group, presence.why(), false);
        } else {
            if (backlog.isUrgent()) {
                look();
            }
            if (!group.isEmpty()) {
                committing.commit(group);
            }
            if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
                look();
            }
        }
    }

    private void count() {
        try (Connection connection = database.connection()) {
            unsettleds = Unsettleds.in(connection);
        } catch (SQLException e) {
            away(e);
        }
    }

    private void beat() {
        try (Connection connection = database.connection()) {
            Pulse.beat(connection, transactions.chain().name());
        } catch (SQLException e) {
            away(e);
        }
    }

    // --- away and back ---

    private void away(Exception e) {
        presence.away(e);
        database.forget();
    }

    /** Whatever database is there now, it may be one that was never seen before. */
    private void comeBack() {
        if (!presence.isTryDue()) {
            return;
        }
        try {
            database.connection().close();
            migration.run();
            settleDoubt();
            presence.back();
            LOG.info("the ledger's database is there");
            queue.addAll(later);
            later.clear();
            look();
        } catch (SQLException | RuntimeException e) {
            away(e);
        }
        presence.tryEnded();
    }

    private void settleDoubt() throws SQLException {
        Chain before = transactions.chain();
        transactions.settleDoubt();
        if (!transactions.chain().equals(before)) {
            heads.say(before, "is given up");
            heads.say(transactions.chain(), "begins");
        }
    }

    /** What had to wait is brought into the trail before anything new. */
    private void look() {
        lastLook = System.nanoTime();
        heads.look(transactions.chain());
        beat();
        count();
        backlog.merge(GROUP, committing::commit);
    }
}
