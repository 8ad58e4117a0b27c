package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static String owner(PolicySet policy, String id, String name) {
        return switch (policy.owner(id, name)) {
            case Ownership.Owned(Team team) -> team.name();
            case Ownership.Unowned unowned -> "nobody";
            case Ownership.Contested(List<String> teams) -> String.join(" against ", teams);
        };
    }

    private final PolicySet policy = Policies.policy("""
            teams:
              - {name: vision, owns: [e1, both, "name:vision-*", "name:*-shared"]}
              - {name: research, owns: [e2, both, "name:research-?", "name:vision-lab*"]}
            """);

    @Test
    void an_id_beats_a_name() {
        assertEquals("vision", owner(policy, "e1", "research-1"));
        assertEquals("research", owner(policy, "e2", "vision-1"));
    }

    @Test
    void names_are_matched_by_pattern() {
        assertEquals("vision", owner(policy, "x", "vision-1"));
        assertEquals("research", owner(policy, "x", "research-1"));
        assertEquals("nobody", owner(policy, "x", "research-10"));
        assertEquals("nobody", owner(policy, "x", "Vision-1"));
        assertEquals("nobody", owner(policy, "x", ""));
    }

    @Test
    void what_two_teams_claim_alike_belongs_to_neither() {
        assertEquals("research against vision", owner(policy, "both", "vision-1"));
        assertEquals("research against vision", owner(policy, "x", "vision-lab-1"));
        assertEquals("research", owner(policy, "e2", "vision-lab-1"));
    }

    /** Looking names up must find what trying every pattern finds. */
    @Test
    void looking_up_finds_what_trying_everything_finds() {
        long seed = Long.getLong("podgate.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<List<String>> patterns = new ArrayList<>();
            StringBuilder teams = new StringBuilder("teams:\n");
            for (int team = 0; team < 4; team++) {
                List<String> owned = IntStream.range(0, 3)
                        .mapToObj(i -> word(random, "ab*?"))
                        .toList();
                patterns.add(owned);
                teams.append("  - {name: t").append(team).append(", owns: [");
                owned.forEach(pattern -> teams.append("\"name:").append(pattern).append("\", "));
                teams.append("]}\n");
            }
            PolicySet random4 = Policies.policy(teams.toString());
            for (int i = 0; i < 20; i++) {
                String name = word(random, "ab");
                TreeSet<String> owners = new TreeSet<>();
                for (int team = 0; team < 4; team++) {
                    if (patterns.get(team).stream().anyMatch(pattern -> new Glob(pattern).matches(name))) {
                        owners.add("t" + team);
                    }
                }
                String expected = owners.isEmpty() ? "nobody" : String.join(" against ", owners);
                assertEquals(expected, owner(random4, "x", name), "-Dpodgate.seed=" + seed + "\n" + teams + name);
            }
        }
    }

    private static String word(Random random, String alphabet) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
