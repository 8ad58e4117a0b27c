package io.podgate.postgres;

import io.podgate.admission.Freezes;
import io.podgate.policy.Freeze;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is frozen for all replicas. Each looks every second; while the database is away what was last seen holds. */
public final class SharedFreezes implements Freezes {

    private static final Logger LOG = Logger.getLogger(SharedFreezes.class);

    private static final String ALL = "SELECT team, scope, reason, set_by, since, until FROM frozen";
    private static final String SET = """
            INSERT INTO frozen (team, scope, reason, set_by, since, until)
            VALUES (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
            ON CONFLICT (team) DO UPDATE SET scope = excluded.scope, reason = excluded.reason,
                set_by = excluded.set_by, since = excluded.since, until = excluded.until""";
    private static final String LIFT = "DELETE FROM frozen WHERE team = ?";
    private static final String OVER = "DELETE FROM frozen WHERE until < clock_timestamp() - interval '1 hour'";

    /** The team of what concerns everybody. */
    private static final String EVERYBODY = "";

    private final Database database;
    private volatile Optional<List<Freeze>> known = Optional.empty();

    public SharedFreezes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<List<Freeze>> known() {
        return known;
    }

    @Override
    public Uni<Boolean> set(Freeze freeze) {
        return change(new Script()
                .change(OVER)
                .change(
                        1,
                        SET,
                        freeze.team().orElse(EVERYBODY),
                        freeze.scope().name(),
                        freeze.reason(),
                        freeze.by(),
                        freeze.since().toString(),
                        freeze.until().map(Object::toString).orElse(null)));
    }

    @Override
    public Uni<Boolean> lift(Optional<String> team) {
        return change(new Script().change(LIFT, team.orElse(EVERYBODY)));
    }

    private Uni<Boolean> change(Script script) {
        return database.ask(connection -> {
                    script.run(connection);
                    known = Optional.of(read(connection));
                    return true;
                })
                .onFailure()
                .invoke(e -> LOG.errorf("what is frozen cannot be changed: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> look() {
        return database.ask(SharedFreezes::read)
                .invoke(all -> known = Optional.of(all))
                .onFailure()
                .invoke(e -> LOG.debugf("what is frozen cannot be read: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static List<Freeze> read(Connection connection) throws SQLException {
        List<Freeze> all = new ArrayList<>();
        new Script().ask(ALL, row -> all.add(freeze(row))).run(connection);
        return List.copyOf(all);
    }

    private static Freeze freeze(ResultSet row) throws SQLException {
        return new Freeze(
                Optional.of(row.getString(1)).filter(team -> !team.equals(EVERYBODY)),
                Freeze.Scope.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Rows.time(row, 5),
                row.getObject(6) == null ? Optional.empty() : Optional.of(Rows.time(row, 6)));
    }
}
