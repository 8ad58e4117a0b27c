package io.podgate.postgres;

import io.podgate.admission.Ledger;
import io.podgate.budget.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets what the whole fleet takes: finds what differs without locking anything, and has that set a few endpoints at a
 * time, so that updates come in between.
 */
final class Seeding {

    private static final int AT_ONCE = 200;
    /** Nobody's books. */
    static final String MISCOUNTED = "?";

    static final String MISCOUNT = "UPDATE seeding SET books = '?'";

    /** Whoever lets something grow holds this until it is durable, and whoever counts by other books waits for that. */
    static final String STAND_BY = "SELECT pg_advisory_xact_lock_shared(hashtext('podgate books'))";

    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('podgate books'))";

    /** Of several that count the same each may set what it finds. */
    private static final String BEGIN = """
            UPDATE seeding SET mark = ?, counting = ?,
                run = CASE WHEN seeding.mark = ? AND seeding.counting = ? THEN seeding.run ELSE seeding.run + 1 END,
                books = CASE WHEN seeding.books = ? THEN seeding.books ELSE '?' END
            FROM seeding AS before WHERE seeding.mark <= ?
            RETURNING seeding.run, before.books <> ?""";

    private static final String END = """
            UPDATE seeding SET books = ?
            WHERE run = ? AND NOT EXISTS (SELECT FROM intent WHERE intent.books <> ?)""";
    private static final String COUNTED = "SELECT books = ? FROM seeding";
    private static final String STANDING = "SELECT id, stands::text FROM endpoint";

    private final GroupCommit commits;
    private final Pictures pictures;

    Seeding(GroupCommit commits, Pictures pictures) {
        this.commits = commits;
        this.pictures = pictures;
    }

    /**
     * Where RunPod was looked at later by somebody else, only what this replica knows has become newer.
     *
     * @return whether it came through
     */
    boolean seed(Connection connection, Ledger.Tally tally) throws SQLException {
        Set<String> unread = tally.unread();
        Optional<Run> run = begun(connection, tally);
        if (run.isPresent()) {
            Iterator<Map.Entry<String, Claim>> changed =
                    changed(connection, tally.fleet(), unread).entrySet().iterator();
            while (changed.hasNext()) {
                Map<String, Claim> some = new HashMap<>();
                while (changed.hasNext() && some.size() < AT_ONCE) {
                    Map.Entry<String, Claim> next = changed.next();
                    some.put(next.getKey(), next.getValue());
                }
                SeedEndpoints seed = new SeedEndpoints(
                        run.get().number(),
                        tally.mark(),
                        some,
                        marks(some.keySet(), unread),
                        run.get().first());
                commits.submit(seed);
                if (!seed.done().join()) {
                    return false;
                }
            }
            end(connection, run.get(), tally.books());
        }
        pictures.seeded(tally.mark(), unread);
        return isCountedBy(connection, tally.books());
    }

    /** A count of all endpoints, and whether the one before was by other books. */
    private record Run(long number, boolean first) {}

    /** What is known of some that could not be read rests on an earlier word. */
    private Map<String, Long> marks(Set<String> some, Set<String> unread) {
        Map<String, Long> marks = new HashMap<>();
        some.stream().filter(unread::contains).forEach(id -> marks.put(id, pictures.word(id, pictures.of(id))));
        return marks;
    }

    private static Optional<Run> begun(Connection connection, Ledger.Tally tally) throws SQLException {
        List<Run> begun = new ArrayList<>();
        String books = tally.books();
        alone(
                connection,
                new Script()
                        .ask(
                                BEGIN,
                                row -> begun.add(new Run(row.getLong(1), row.getBoolean(2))),
                                tally.mark(),
                                books,
                                tally.mark(),
                                books,
                                books,
                                tally.mark(),
                                books));
        return begun.stream().findFirst();
    }

    /** Nothing grows by these books as long as something is open that was judged by others. */
    private static void end(Connection connection, Run run, String books) throws SQLException {
        alone(connection, new Script().change(END, books, run.number(), books));
    }

    private static void alone(Connection connection, Script script) throws SQLException {
        connection.setAutoCommit(false);
        try {
            new Script().ask(ALONE, row -> {}).run(connection);
            script.run(connection);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isCountedBy(Connection connection, String books) throws SQLException {
        boolean[] counted = {false};
        new Script().ask(COUNTED, row -> counted[0] = row.getBoolean(1), books).run(connection);
        return counted[0];
    }

    /** What is to be set: in the order of the ids, and nothing for what is not there any more. */
    private static Map<String, Claim> changed(Connection connection, Map<String, Claim> fleet, Set<String> unread)
            throws SQLException {
        Map<String, Claim> changed = new TreeMap<>(fleet);
        changed.values().removeIf(claim -> claim.isNothing());
        new Script()
                .ask(STANDING, row -> compare(row.getString(1), Rows.claim(row.getString(2)), fleet, changed))
                .run(connection);
        changed.keySet().removeIf(id -> unread.contains(id) && !fleet.containsKey(id));
        return changed;
    }

    private static void compare(String id, Claim stands, Map<String, Claim> fleet, Map<String, Claim> changed) {
        Claim shown = fleet.getOrDefault(id, Claim.NOTHING);
        if (shown.equals(stands)) {
            changed.remove(id);
        } else {
            changed.put(id, shown);
        }
    }
}
