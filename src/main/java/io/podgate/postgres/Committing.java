package io.podgate.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Makes groups of operations durable as far as they can be: all in one transaction, again where others were faster, and
 * one by one where one of them takes the others with it. Used by the one thread that changes the ledger.
 */
final class Committing {

    private static final Logger LOG = Logger.getLogger(Committing.class);
    private static final int TRIES = 8;

    private final Transactions transactions;
    private final Presence presence;
    private final Consumer<Exception> away;
    private final Runnable recount;

    /**
     * Commits nothing yet.
     *
     * @param away told where the database cannot be reached any more
     * @param recount told where there may be more unsettled intents than before, or fewer
     */
    Committing(Transactions transactions, Presence presence, Consumer<Exception> away, Runnable recount) {
        this.transactions = transactions;
        this.presence = presence;
        this.away = away;
        this.recount = recount;
    }

    void commit(List<Operation> group) {
        for (int tries = 1; presence.reachable() && tries <= TRIES; tries++) {
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
                        away.accept(e);
                        fail(group, presence.why(), transactions.inDoubt());
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
            recount.run();
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
        } else if (!presence.reachable()) {
            fail(group, presence.why(), false);
        } else {
            LOG.error("the ledger cannot do what it was asked for", trouble);
            if (trouble instanceof SQLException failure && Trouble.of(failure) == Trouble.CONTENT) {
                group.forEach(Operation::refused);
            } else {
                fail(group, "the ledger could not do it", false);
            }
        }
    }

    static void fail(List<Operation> group, String why, boolean doubt) {
        group.forEach(operation -> operation.failed(why, doubt));
    }
}
