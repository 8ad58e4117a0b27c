package io.podgate.postgres;

import io.podgate.admission.Ledger;
import io.podgate.budget.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sets what the whole fleet takes: finds what differs without locking anything, and has that set a few endpoints at a
 * time, so that updates come in between.
 */
final class Seeding {

    private static final int AT_ONCE = 200;
    private static final String BEGIN = "UPDATE seeding SET mark = ? WHERE mark <= ?";
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
        if (begun(connection, tally.mark())) {
            Iterator<Map.Entry<String, Claim>> changed =
                    changed(connection, tally.fleet(), unread).entrySet().iterator();
            while (changed.hasNext()) {
                Map<String, Claim> some = new HashMap<>();
                while (changed.hasNext() && some.size() < AT_ONCE) {
                    Map.Entry<String, Claim> next = changed.next();
                    some.put(next.getKey(), next.getValue());
                }
                SeedEndpoints seed = new SeedEndpoints(tally.mark(), some, marks(some.keySet(), unread), tally.first());
                commits.submit(seed);
                if (!seed.done().join()) {
                    return false;
                }
            }
        }
        pictures.seeded(tally.mark(), unread);
        return true;
    }

    /** What is known of some that could not be read rests on an earlier word. */
    private Map<String, Long> marks(Set<String> some, Set<String> unread) {
        Map<String, Long> marks = new HashMap<>();
        some.stream().filter(unread::contains).forEach(id -> marks.put(id, pictures.word(id, pictures.of(id))));
        return marks;
    }

    private static boolean begun(Connection connection, long mark) throws SQLException {
        boolean[] begun = {false};
        new Script()
                .ask(BEGIN + " RETURNING 1", row -> begun[0] = true, mark, mark)
                .run(connection);
        return begun[0];
    }

    /** What is to be set: in the order of the ids, and nothing for what is not there any more. */
    private static Map<String, Claim> changed(Connection connection, Map<String, Claim> fleet, Set<String> unread)
            throws SQLException {
        Map<String, Claim> changed = new TreeMap<>(fleet);
        changed.values().removeIf(claim -> claim.byLine().isEmpty());
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
