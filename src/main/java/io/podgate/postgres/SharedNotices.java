package io.podgate.postgres;

import io.podgate.admission.Noticeboard;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Notices as rows, numbered and dated by the database's clock. A turn is a lease on a row. After a failure the database
 * is left alone for a while, in which each replica asks RunPod for itself.
 */
public final class SharedNotices implements Noticeboard {

    private static final Logger LOG = Logger.getLogger(SharedNotices.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    /** Microseconds of the epoch. */
    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    private static final String READ = """
            SELECT asked, mark, CASE WHEN asked <> ? THEN text END, %1$s - asked
            FROM notice WHERE about = ? AND asked > %1$s - ?""".formatted(NOW);

    private static final String TAKE = """
            INSERT INTO notice AS n (about, taken_until, kept_until) VALUES (?, %1$s + ?, %1$s + ?)
            ON CONFLICT (about) DO UPDATE SET taken_until = excluded.taken_until, kept_until = excluded.kept_until
                WHERE n.taken_until <= %1$s AND n.asked <= %1$s - ?
            RETURNING %1$s""".formatted(NOW);

    private static final String POST =
            "UPDATE notice SET asked = ?, mark = ?, text = ?, taken_until = 0 WHERE about = ? AND asked < ?";

    private final Database database;
    private final Seal seal;
    private final InstantSource clock;
    private volatile long leftAloneUntil = System.nanoTime();

    /** @param key 32 bytes that all replicas have, and nobody who only has the database; asked each time */
    public SharedNotices(Database database, Supplier<byte[]> key, InstantSource clock) {
        this.database = database;
        this.seal = new Seal(key);
        this.clock = clock;
    }

    @Override
    public Uni<Look> look(String about, Duration period, long known, Duration lease) {
        return asked(
                connection -> look(connection, about, micros(period), known, micros(lease)), new Look.Yours(NOWHERE));
    }

    private Look look(Connection connection, String about, long period, long known, long lease) throws SQLException {
        List<Look> seen = new ArrayList<>();
        Instant begun = clock.instant();
        new Script()
                .ask(READ, row -> seen.add(seen(row, about, known, begun)), known, about, period)
                .run(connection);
        if (seen.isEmpty()) {
            new Script()
                    .ask(TAKE, row -> seen.add(new Look.Yours(row.getLong(1))), about, lease, lease + period, period)
                    .run(connection);
        }
        return seen.isEmpty() ? new Look.Anothers() : seen.getFirst();
    }

    /** Under another key is as good as nothing: while RunPod's is changed, some have the old one. */
    private Look seen(ResultSet row, String about, long known, Instant begun) throws SQLException {
        long number = row.getLong(1);
        long age = row.getLong(4);
        Instant asked = begun.minus(age, ChronoUnit.MICROS);
        if (number == known) {
            return new Look.Known(asked);
        }
        long mark = row.getLong(2);
        return seal.open(about, row.getBytes(3))
                .<Look>map(text -> new Look.Posted(
                        new Notice(number, mark, text, asked, clock.instant().minus(age, ChronoUnit.MICROS))))
                .orElseGet(() -> new Look.Yours(NOWHERE));
    }

    @Override
    public Uni<Void> post(String about, long turn, long mark, Payload text) {
        return turn == NOWHERE
                ? Uni.createFrom().voidItem()
                : asked(
                                connection -> {
                                    new Script()
                                            .change(POST, turn, mark, seal.close(about, text), about, turn)
                                            .run(connection);
                                    return true;
                                },
                                false)
                        .replaceWithVoid();
    }

    private <T> Uni<T> asked(Database.Question<T> question, T otherwise) {
        if (System.nanoTime() - leftAloneUntil < 0) {
            return Uni.createFrom().item(otherwise);
        }
        return database.ask(question)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(why -> {
                    LOG.debugf("no notices for now: %s", why.getMessage());
                    leftAloneUntil = System.nanoTime() + LEFT_ALONE.toNanos();
                    return otherwise;
                });
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
