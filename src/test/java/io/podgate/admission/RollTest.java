package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An account judged change by change; run again with -Dpodgate.seed where it failed. */
class RollTest {

    private final World world = new World("workers: 20");
    private final Roll roll = new Roll(world.policy, world.catalog, World.NOW);
    private final Map<String, Sighting> fleet = new TreeMap<>();
    private long version;

    private void stands(String id, String name, int workers) {
        Endpoint endpoint = new Endpoint(
                id,
                Optional.of(ComputeFamily.GPU),
                Optional.of(Routing.QUEUE),
                Optional.empty(),
                World.config(workers).with(Field.NAME, name));
        fleet.put(id, new Sighting(endpoint, Payload.empty(), World.NOW));
    }

    private List<Deviation> called() {
        roll.call(List.copyOf(fleet.values()), ++version, World.NOW);
        return roll.deviations(World.NOW);
    }

    private List<Deviation> calledAnew() {
        Roll anew = new Roll(world.policy, world.catalog, World.NOW);
        anew.call(List.copyOf(fleet.values()), version, World.NOW);
        return anew.deviations(World.NOW);
    }

    private static List<String> rules(List<Deviation> deviations) {
        return deviations.stream().map(Deviation::rule).sorted().toList();
    }

    @Test
    void what_is_judged_change_by_change_comes_out_as_if_all_of_it_was_judged_at_once() {
        long seed = Long.getLong("podgate.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            for (int change = random.nextInt(3); change >= 0; change--) {
                String id = "ep" + random.nextInt(8);
                if (random.nextInt(5) == 0) {
                    fleet.remove(id);
                } else {
                    stands(id, (random.nextInt(6) == 0 ? "nobody-" : "vision-") + id, random.nextInt(13));
                }
            }
            List<Deviation> found = called();
            assertEquals(Set.copyOf(calledAnew()), Set.copyOf(found), "seed " + seed + ", step " + step);
            seen.addAll(rules(found));
        }
        assertEquals(
                Set.of("ownership", "limits.workersMax", "budget.workers", "account.workers"),
                seen.stream().collect(Collectors.toSet()));
    }

    @Test
    void what_has_not_changed_is_not_judged_again() {
        stands("ep1", "vision-1", 10);
        stands("ep2", "nobody-2", 1);
        called();
        stands("ep1", "vision-1", 11);
        Instant later = World.NOW.plusSeconds(1);
        roll.call(List.copyOf(fleet.values()), ++version, later);
        assertEquals(
                Map.of("limits.workersMax", later, "ownership", World.NOW),
                roll.deviations(later).stream().collect(Collectors.toMap(Deviation::rule, Deviation::since)));
    }

    @Test
    void a_judgement_holds_for_a_version_and_for_a_minute() {
        assertFalse(roll.isOf(0));
        called();
        assertTrue(roll.isOf(version));
        assertFalse(roll.isOf(version + 1));
        assertTrue(roll.holds(World.NOW.plusSeconds(59)));
        assertFalse(roll.holds(World.NOW.plus(Duration.ofMinutes(1))));
    }
}
