package io.podgate.postgres;

import io.podgate.budget.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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

    /** Where RunPod was looked at later by somebody else, only what this replica knows has become newer. */
    void seed(Connection connection, long mark, Map<String, Claim> fleet) throws SQLException {
        if (begun(connection, mark)) {
            Iterator<Map.Entry<String, Claim>> changed =
                    changed(connection, fleet).entrySet().iterator();
            while (changed.hasNext()) {
                Map<String, Claim> some = new HashMap<>();
                while (changed.hasNext() && some.size() < AT_ONCE) {
                    Map.Entry<String, Claim> next = changed.next();
                    some.put(next.getKey(), next.getValue());
                }
                SeedEndpoints seed = new SeedEndpoints(mark, some);
                commits.submit(seed);
                if (!seed.done().join()) {
                    return;
                }
            }
        }
        pictures.seeded(mark);
    }

    private static boolean begun(Connection connection, long mark) throws SQLException {
        boolean[] begun = {false};
        new Script()
                .ask(BEGIN + " RETURNING 1", row -> begun[0] = true, mark, mark)
                .run(connection);
        return begun[0];
    }

    /** What is to be set: in the order of the ids, and nothing for what is not there any more. */
    private static Map<String, Claim> changed(Connection connection, Map<String, Claim> fleet) throws SQLException {
        Map<String, Claim> changed = new TreeMap<>(fleet);
        changed.values().removeIf(claim -> claim.byLine().isEmpty());
        new Script()
                .ask(STANDING, row -> compare(row.getString(1), Rows.claim(row.getString(2)), fleet, changed))
                .run(connection);
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
