package io.podgate.postgres;

import io.podgate.trail.Home;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for many at once: what comes up while a question is under way goes into the next one. So a thousand
 * that ask the same hundred rows cost a few statements.
 *
 * @param <A> what one asks
 * @param <R> what it is answered
 */
final class Together<A, R> {

    private static final int AT_ONCE = 1_000;

    /** Answers all, in their order. */
    @FunctionalInterface
    interface Question<A, R> {
        List<R> put(Connection connection, List<A> asked) throws SQLException;
    }

    private record Asked<A, R>(A what, CompletableFuture<R> answer) {}

    private final Database database;
    private final Question<A, R> question;
    private final LinkedBlockingQueue<Asked<A, R>> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    Together(Database database, Question<A, R> question) {
        this.database = database;
        this.question = question;
    }

    /** Fails with an {@link SQLException} where the database does. */
    Uni<R> ask(A what) {
        Asked<A, R> asked = new Asked<>(what, new CompletableFuture<>());
        waiting.add(asked);
        goOn();
        return Uni.createFrom().completionStage(asked.answer()).emitOn(Home.here());
    }

    private void goOn() {
        if (!waiting.isEmpty() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("podgate-ask-together").start(this::work);
        }
    }

    private void work() {
        try {
            for (List<Asked<A, R>> some = next(); !some.isEmpty(); some = next()) {
                answer(some);
            }
        } finally {
            asking.set(false);
            goOn();
        }
    }

    private List<Asked<A, R>> next() {
        List<Asked<A, R>> some = new ArrayList<>();
        waiting.drainTo(some, AT_ONCE);
        return some;
    }

    private void answer(List<Asked<A, R>> asked) {
        @Nullable Exception failure = null;
        List<R> answers = List.of();
        try (Connection connection = database.connection()) {
            answers = question.put(connection, asked.stream().map(Asked::what).toList());
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (failure == null) {
                asked.get(i).answer().complete(answers.get(i));
            } else {
                asked.get(i).answer().completeExceptionally(failure);
            }
        }
    }
}
