package io.podgate.postgres;

import io.podgate.trail.Chain;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One transaction of this replica after the other, each with the next records of its chain. Used by one thread. */
final class Transactions {

    private final Database database;
    private final Supplier<String> names;
    private Chain chain;

    /** What was being committed when the database went away: it may have become durable. */
    private Optional<Chain.Group> doubtful = Optional.empty();

    /** @param names fresh ones for chains */
    Transactions(Database database, Supplier<String> names) {
        this.database = database;
        this.names = names;
        this.chain = begun();
    }

    private Chain begun() {
        return new Chain(names.get(), Chain.NOTHING_BEFORE);
    }

    /** Where this replica's records go. */
    Chain chain() {
        return chain;
    }

    /** Decides all of a group and makes it durable, or nothing of it; but see {@link #inDoubt}. */
    Sheet commit(List<Operation> group) throws SQLException {
        Needs needs = new Needs();
        group.forEach(operation -> operation.ask(needs));
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                return commit(connection, group, needs);
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private Sheet commit(Connection connection, List<Operation> group, Needs needs) throws SQLException {
        Sheet sheet = new Sheet(Rows.lock(connection, needs));
        group.forEach(operation -> operation.decide(sheet));
        Chain.Group records = chain.place(sheet.records());
        Changes.write(connection, sheet, chain.name(), records);
        doubtful = Optional.of(records);
        connection.commit();
        doubtful = Optional.empty();
        chain.advance(records);
        return sheet;
    }

    /** A connection that is given back in the middle of a transaction would commit it. */
    private void rollback(Connection connection, Exception why) {
        if (why instanceof SQLException failure && Trouble.of(failure) != Trouble.AWAY) {
            doubtful = Optional.empty();
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Whether the last group may have become durable although that was not heard of. */
    boolean inDoubt() {
        return doubtful.isPresent();
    }

    /**
     * Finds out, so that the chain goes on where it ends. What is not there may still come: a commit can outlive its
     * connection. So its places are never given away again, and another chain begins.
     */
    void settleDoubt() throws SQLException {
        if (doubtful.isPresent()) {
            Chain.Group group = doubtful.get();
            boolean[] durable = {false};
            try (Connection connection = database.connection()) {
                new Script()
                        .ask(
                                "SELECT 1 FROM trail WHERE chain = ? AND seq = ?",
                                row -> durable[0] = true,
                                chain.name(),
                                group.seq())
                        .run(connection);
            }
            if (durable[0]) {
                chain.advance(group);
            } else {
                chain = begun();
            }
            doubtful = Optional.empty();
        }
    }
}
