package io.podgate.postgres;

import io.agroal.api.AgroalDataSource;
import io.podgate.trail.Home;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/**
 * Asks a database without keeping anybody waiting: each question has a virtual thread, and its answer comes back to
 * where it was asked.
 *
 * @param source connections, each a new one where nobody has given one back
 */
public record Database(AgroalDataSource source) {

    static final Executor APART =
            command -> Thread.ofVirtual().name("podgate-ask").start(command);

    /** Something to be asked; each statement of it is a transaction. */
    @FunctionalInterface
    interface Question<T> {
        T put(Connection connection) throws SQLException;
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Lets go of connections that may be dead: the next ones are new. */
    void forget() {
        source.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }

    /** Fails with an {@link IllegalStateException} where the database does. */
    <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom()
                .item(() -> {
                    try (Connection connection = connection()) {
                        return question.put(connection);
                    } catch (SQLException e) {
                        throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
                    }
                })
                .runSubscriptionOn(APART)
                .emitOn(Home.here());
    }
}
