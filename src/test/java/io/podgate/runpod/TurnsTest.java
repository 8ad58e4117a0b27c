package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Errand.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Teams take turns; inside a team the more urgent come first, and then who came first. */
class TurnsTest {

    private static final Deadline NEVER = new Deadline(Long.MAX_VALUE, () -> 0);

    private final Turns<String> turns = new Turns<>();

    private static Errand errand(String team, int weight, Urgency urgency) {
        return new Errand(new Share(team, weight), urgency, NEVER);
    }

    private void add(String team, int weight, String... names) {
        for (String name : names) {
            turns.add(errand(team, weight, Urgency.READ), name);
        }
    }

    private List<String> all() {
        List<String> order = new ArrayList<>();
        Optional<String> next = turns.next(any -> true);
        while (next.isPresent()) {
            order.add(next.get());
            next = turns.next(any -> true);
        }
        return order;
    }

    @Test
    void teams_take_turns_by_their_weight() {
        add("a", 1, "a1", "a2", "a3");
        add("b", 2, "b1", "b2", "b3");
        add("c", 1, "c1");
        assertEquals(List.of("a1", "b1", "b2", "c1", "a2", "b3", "a3"), all());
        assertTrue(turns.isEmpty());
    }

    @Test
    void inside_a_team_what_is_urgent_comes_first() {
        add("a", 1, "r1", "r2");
        turns.add(errand("a", 1, Urgency.UPDATE), "u1");
        turns.add(errand("a", 1, Urgency.UPDATE), "u2");
        assertEquals(List.of("u1", "u2", "r1", "r2"), all());
    }

    @Test
    void who_may_not_go_keeps_its_turn_and_holds_up_nobody() {
        add("a", 1, "a1", "a2");
        turns.add(errand("b", 1, Urgency.UPDATE), "b1");
        assertEquals(
                "b1", turns.next(errand -> errand.urgency() == Urgency.UPDATE).orElseThrow());
        add("b", 1, "b2");
        assertEquals(List.of("a1", "b2", "a2"), all());
    }

    @Test
    void who_leaves_is_gone() {
        add("a", 1, "a1", "a2", "a3");
        add("b", 1, "b1");
        List<String> gone = new ArrayList<>();
        turns.leave(place -> !place.who().equals("a3"), place -> gone.add(place.who()));
        assertEquals(List.of("a1", "a2", "b1"), gone);
        assertEquals(1, turns.size());
        assertEquals(0, turns.size("b"));
        assertEquals(List.of(new Share("a", 1)), turns.shares());
        assertEquals(List.of("a3"), all());
    }

    /** Whatever the order of arrivals, the next of a team comes within one round of all others' weights. */
    @Test
    void nobody_waits_for_more_than_weights_allow() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int teams = 2 + random.nextInt(6);
            Map<String, Integer> weights = new HashMap<>();
            for (int t = 0; t < teams; t++) {
                weights.put("t" + t, 1 + random.nextInt(4));
            }
            Map<String, Integer> mostAhead = new HashMap<>();
            Map<String, List<String>> queued = new HashMap<>();
            int arrivals = 0;
            int gone = 0;
            for (int step = 0; step < 400; step++) {
                if (random.nextInt(3) > 0 && step < 200) {
                    String team = random.nextInt(3) > 0 ? "t0" : "t" + random.nextInt(teams);
                    String name = team + "#" + arrivals++;
                    Errand errand = errand(team, weights.getOrDefault(team, 1), Urgency.READ);
                    List<String> own = queued.computeIfAbsent(team, any -> new ArrayList<>());
                    int most = before(weights, team, own.size());
                    assertTrue(turns.ahead(errand) <= most);
                    mostAhead.put(name, gone + most);
                    own.add(name);
                    turns.add(errand, name);
                } else {
                    Optional<String> next = turns.next(any -> true);
                    if (next.isPresent()) {
                        String name = next.get();
                        String team = name.substring(0, name.indexOf('#'));
                        assertEquals(
                                queued.getOrDefault(team, new ArrayList<>()).removeFirst(), name, "seed " + seed);
                        assertTrue(gone <= mostAhead.getOrDefault(name, -1), "seed " + seed + ": " + name);
                        gone++;
                    }
                }
            }
            assertTrue(turns.isEmpty());
        }
    }

    /** Who comes later may still have its turns in the rounds that this one waits for anyway. */
    private static int before(Map<String, Integer> weights, String team, int own) {
        int rounds = own / weights.getOrDefault(team, 1) + 1;
        return own
                + weights.entrySet().stream()
                        .filter(other -> !other.getKey().equals(team))
                        .mapToInt(other -> rounds * other.getValue())
                        .sum();
    }

    @Test
    void a_stampede_delays_anothers_next_by_one_round() {
        for (int i = 0; i < 50; i++) {
            add("herd", 2, "herd");
        }
        turns.next(any -> true);
        add("calm", 1, "calm1", "calm2");
        List<String> order = all();
        assertTrue(order.indexOf("calm1") <= 2, order::toString);
        assertTrue(order.indexOf("calm2") <= 5, order::toString);
    }
}
