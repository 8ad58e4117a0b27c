package io.podgate.ledger;

import io.podgate.admission.TrailListener;
import java.io.IOException;
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
 * decides again. It owns the replica's chain, and it knows whether the database is there.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final String AWAY = "cannot be reached";
    private static final int GROUP = 256;
    private static final int TRIES = 8;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MERGE_AGAIN = Duration.ofSeconds(30);
    private static final Duration LOOK_WHILE_AWAY = Duration.ofMillis(250);

    private final BlockingQueue<Operation> queue = new LinkedBlockingQueue<>();
    private final Database database;
    private final Runnable migration;
    private final Spool spool;
    private final TrailListener listener;
    private final Transactions transactions;
    private final Heads heads;
    private final Thread worker;

    private volatile boolean reachable;
    private volatile boolean tried;
    private volatile boolean closing;
    private volatile String state = "has not been reached yet";
    private volatile Unsettleds unsettleds = Unsettleds.NONE;

    private long lastTry = System.nanoTime() - LOOK.toNanos();
    private long lastLook = lastTry;
    private long lastMerge = lastTry;
    private Duration mergePause = Duration.ZERO;
    private final List<TrailRecord> unkept = new ArrayList<>();
    private final List<Operation> later = new ArrayList<>();

    /**
     * Starts at once; the database may come later.
     *
     * @param migration brings the database up to its schema; done whenever it is reached anew
     */
    GroupCommit(Database database, Runnable migration, Spool spool, TrailListener listener, InstantSource clock) {
        this.database = database;
        this.migration = migration;
        this.spool = spool;
        this.listener = listener;
        this.transactions = new Transactions(database, () -> Chain.freshName(clock.instant()));
        this.heads = new Heads(listener, clock);
        this.worker = Thread.ofVirtual().name("podgate-ledger").unstarted(this::work);
    }

    GroupCommit started() {
        worker.start();
        return this;
    }

    boolean reachable() {
        return reachable;
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
        return "the ledger's database " + state;
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
        unkept.add(record);
    }

    /** The same for what is worth nothing to a later process. */
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
            try {
                handle(group);
            } catch (RuntimeException bug) {
                LOG.error("a bug in the ledger", bug);
                fail(group, "a bug in the ledger", true);
            }
            spool();
        }
        heads.say(transactions.chain(), "ends");
    }

    private List<Operation> next() {
        List<Operation> group = new ArrayList<>();
        Duration wait = reachable ? LOOK : LOOK_WHILE_AWAY;
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
        if (!reachable) {
            comeBack();
        }
        if (!reachable) {
            fail(group, why(), false);
        } else {
            if (!group.isEmpty()) {
                commit(group);
            }
            if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
                look();
            }
        }
    }

    // --- working ---

    private void commit(List<Operation> group) {
        for (int tries = 1; reachable && tries <= TRIES; tries++) {
            try {
                done(group, transactions.commit(group));
                return;
            } catch (SQLException e) {
                switch (Trouble.of(e)) {
                    case AGAIN -> LOG.debugf("once more: %s", e.getMessage());
                    case CONTENT -> {
                        oneByOne(group, e);
                        return;
                    }
                    case AWAY -> {
                        away(e);
                        fail(group, why(), transactions.inDoubt());
                        return;
                    }
                }
            } catch (RuntimeException bug) {
                oneByOne(group, bug);
                return;
            }
        }
        oneByOne(group, new Overtaken("others were faster " + TRIES + " times"));
    }

    private void done(List<Operation> group, Sheet sheet) {
        if (sheet.recount()) {
            count();
        }
        for (Operation operation : group) {
            try {
                operation.committed();
            } catch (RuntimeException bug) {
                LOG.error("a bug behind the ledger", bug);
            }
        }
    }

    /** So that one does not take the others with it. */
    private void oneByOne(List<Operation> group, Exception trouble) {
        if (group.size() > 1) {
            group.forEach(operation -> commit(List.of(operation)));
        } else if (!reachable) {
            fail(group, why(), false);
        } else {
            LOG.error("the ledger cannot do what it was asked for", trouble);
            if (trouble instanceof SQLException failure && Trouble.of(failure) == Trouble.CONTENT) {
                group.forEach(Operation::refused);
            } else {
                fail(group, "the ledger could not do it", false);
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

    private static void fail(List<Operation> group, String why, boolean doubt) {
        group.forEach(operation -> operation.failed(why, doubt));
    }

    private void spool() {
        if (!unkept.isEmpty()) {
            spool.add(List.copyOf(unkept));
            listener.failed(unkept.size());
            unkept.clear();
        }
    }

    // --- away and back ---

    private void away(Exception e) {
        String now = e instanceof SQLException ? AWAY : "cannot be brought up to its schema";
        if (reachable || !now.equals(state)) {
            LOG.errorf("the ledger's database %s: %s", now, e.getMessage());
        }
        state = now;
        reachable = false;
        database.forget();
    }

    /** Whatever database is there now, it may be one that was never seen before. */
    private void comeBack() {
        long now = System.nanoTime();
        if (now - lastTry < LOOK_WHILE_AWAY.toNanos()) {
            return;
        }
        try {
            database.connection().close();
            migration.run();
            settleDoubt();
            reachable = true;
            state = AWAY;
            LOG.info("the ledger's database is there");
            queue.addAll(later);
            later.clear();
            look();
        } catch (SQLException | RuntimeException e) {
            away(e);
        }
        lastTry = System.nanoTime();
        tried = true;
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
    private void merge() {
        if (spool.isEmpty() || System.nanoTime() - lastMerge < mergePause.toNanos()) {
            return;
        }
        lastMerge = System.nanoTime();
        List<TrailRecord> left = new ArrayList<>();
        List<TrailRecord> refused = new ArrayList<>();
        mergePause = MERGE_AGAIN;
        try {
            List<TrailRecord> waiting = spool.waiting();
            for (int from = 0; from < waiting.size() && reachable; from += GROUP) {
                List<Operation> group = new ArrayList<>();
                for (TrailRecord record : waiting.subList(from, Math.min(from + GROUP, waiting.size()))) {
                    group.add(new Merge(record, () -> left.add(record), () -> refused.add(record)));
                }
                commit(group);
            }
            if (reachable) {
                spool.reject(refused);
                spool.leave(left);
                int merged = waiting.size() - left.size() - refused.size();
                LOG.infof("%d records that had waited are in the trail", merged);
            }
            mergePause = left.isEmpty() ? Duration.ZERO : MERGE_AGAIN;
        } catch (IOException e) {
            LOG.errorf("what waits for the trail cannot be read: %s", e.getMessage());
        }
    }

    private void look() {
        lastLook = System.nanoTime();
        heads.look(transactions.chain());
        count();
        merge();
    }
}
