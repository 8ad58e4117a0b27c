package io.podgate.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which endpoint counts for which lines by a policy. A line's cap is the same in all policies that have it, so that
 * what is above it is above it by whichever policy it was judged.
 */
enum Books {
    AS_BUILT,
    /** The group has another second member. */
    ANOTHER_PAIR {
        @Override
        List<String> pair() {
            return List.of("amber1", "cedar1");
        }
    },
    /** The third endpoint of each team is the next team's now. */
    HANDED_OVER {
        @Override
        String teamOf(String endpoint) {
            String team = super.teamOf(endpoint);
            int next = (House.TEAMS.indexOf(team) + 1) % House.TEAMS.size();
            return endpoint.endsWith("3") ? House.TEAMS.get(next) : team;
        }
    },
    /** No group, and no cap on what runs all the time. */
    FEWER_LINES {
        @Override
        List<String> pair() {
            return List.of();
        }

        @Override
        boolean capsFloor() {
            return false;
        }
    };

    static final String GROUP = "pair";

    static final String PAIR_WORKERS = "4";

    private static final String FLOOR = "floor";

    private static final Map<String, String> TEAM = Map.of("burnRate", "5.7500", "workers", "7", FLOOR, "2.0000");
    private static final Map<String, String> ACCOUNT = Map.of("burnRate", "12.5000", "workers", "15");

    /** The members of the group; none where there is no group. */
    List<String> pair() {
        return List.of("amber1", "birch1");
    }

    String teamOf(String endpoint) {
        return endpoint.substring(0, endpoint.length() - 1);
    }

    boolean capsFloor() {
        return true;
    }

    List<String> endpointsOf(String team) {
        return House.endpoints().stream().filter(id -> teamOf(id).equals(team)).toList();
    }

    /** A team's caps by measure, in one order always. */
    SortedMap<String, String> team() {
        SortedMap<String, String> caps = new TreeMap<>(TEAM);
        if (!capsFloor()) {
            caps.remove(FLOOR);
        }
        return caps;
    }

    SortedMap<String, String> account() {
        return new TreeMap<>(ACCOUNT);
    }

    /** All caps by line. */
    Map<String, BigDecimal> caps() {
        Map<String, BigDecimal> all = new TreeMap<>();
        account().forEach((measure, cap) -> all.put("account/" + measure, new BigDecimal(cap)));
        House.TEAMS.forEach(
                team -> team().forEach((measure, cap) -> all.put("team/" + team + "/" + measure, new BigDecimal(cap))));
        if (!pair().isEmpty()) {
            all.put("group/" + GROUP + "/workers", new BigDecimal(PAIR_WORKERS));
        }
        return all;
    }

    /** Whether the endpoint counts for the line. */
    boolean counts(String endpoint, String line) {
        return line.startsWith("account/")
                || line.startsWith("team/" + teamOf(endpoint) + "/")
                || (line.startsWith("group/") && pair().contains(endpoint));
    }
}
