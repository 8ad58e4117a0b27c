package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.budget.Demand;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.GpuType;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.GpuSelection.Pools;
import io.podgate.endpoint.GpuSelection.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for any bill; run again with -Dpodgate.seed where it failed. */
class BillPropertyTest {

    private static final List<String> TYPES = List.of("A", "B", "C", "N");
    private static final Catalog CATALOG = new Catalog(
            List.of(card("A", "P", "0.684"), card("B", "P", "1.116"), card("C", "Q", "4.176"), unpriced()), List.of());

    private static final PolicySet POLICY = Policies.policy("""
            account: {workers: 20, burnRate: 60.00}
            teams:
              - {name: a, owns: ["name:a-*"], budget: {burnRate: 25.00, floor: 5.00, month: 9, gpus: {"C*": 4}}}
              - {name: b, owns: ["name:b-*"], budget: {workers: 12}}
            groups:
              - {name: s, endpoints: ["name:*-s"], budget: {burnRate: 10.00, gpus: {"*": 9}}}
            """);

    private static final List<String> NAMES = List.of("a-1", "a-s", "b-1", "b-s", "c-1");

    private final long seed = Long.getLong("podgate.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private static GpuType card(String id, String pool, String price) {
        return new GpuType(id, Optional.of(pool), Optional.of(new BigDecimal(price)));
    }

    private static GpuType unpriced() {
        return new GpuType("N", Optional.of("R"), Optional.empty());
    }

    private GpuSelection cards() {
        List<String> some = new ArrayList<>(TYPES);
        some.removeIf(each -> random.nextInt(3) > 0);
        List<GpuSelection> kinds = List.of(
                new Types(some.isEmpty() ? List.of("A") : some), new Pools(List.of("P"), List.of("B")),
                new Pools(List.of("P", "Q"), List.of()), new Pools(List.of("nobody's"), List.of()));
        return kinds.get(random.nextInt(6) < 3 ? 0 : 1 + random.nextInt(3));
    }

    private EndpointConfig any() {
        return EndpointConfig.builder()
                .set(Field.NAME, NAMES.get(random.nextInt(NAMES.size())))
                .set(Field.GPU_TYPES, cards())
                .set(Field.GPU_COUNT, 1 + random.nextInt(3))
                .set(Field.WORKERS_MIN, random.nextInt(3))
                .set(Field.WORKERS_MAX, random.nextInt(9))
                .build();
    }

    private EndpointConfig changed(EndpointConfig from) {
        EndpointConfig other = any();
        EndpointConfig.Builder changed = from.toBuilder();
        sometimes(changed, Field.NAME, other);
        sometimes(changed, Field.GPU_TYPES, other);
        sometimes(changed, Field.GPU_COUNT, other);
        sometimes(changed, Field.WORKERS_MIN, other);
        sometimes(changed, Field.WORKERS_MAX, other);
        return changed.build();
    }

    private <T> void sometimes(EndpointConfig.Builder changed, Field<T> field, EndpointConfig other) {
        if (random.nextInt(3) == 0) {
            other.get(field).ifPresent(value -> changed.set(field, value));
        }
    }

    private static Proposal proposal(EndpointConfig before, EndpointConfig after) {
        return Proposal.of("e1", before, after, Set.of(), CATALOG, Asking.NOW, field -> Optional.empty());
    }

    @Test
    void shrinking_is_no_budgets_business() {
        int shrinking = 0;
        for (int i = 0; i < 20_000; i++) {
            EndpointConfig before = any();
            Proposal proposal = proposal(before, changed(before));
            if (!Change.onlyShrinks(proposal.changes())) {
                continue;
            }
            shrinking++;
            Bill bill = Bill.of(POLICY, proposal);
            String run = "-Dpodgate.seed=" + seed + " round " + i + ": " + proposal;
            assertEquals(List.of(), bill.demands(), run);
            assertEquals(List.of(), bill.unpriced(), run);
            assertFalse(bill.needsSpending(), run);
        }
        assertTrue(shrinking > 1_000, "only " + shrinking + " updates only shrink: -Dpodgate.seed=" + seed);
    }

    @Test
    void as_many_workers_as_fit_would_pass_and_one_more_would_not() {
        int counted = 0;
        for (int i = 0; i < 10_000; i++) {
            EndpointConfig before = any();
            EndpointConfig after = changed(before);
            Bill bill = Bill.of(POLICY, proposal(before, after));
            Map<String, BigDecimal> totals = new HashMap<>();
            bill.lineKeys()
                    .forEach(key ->
                            totals.put(key, bill.claimBefore().of(key).add(BigDecimal.valueOf(random.nextInt(30)))));
            Optional<Long> fitting = bill.workersThatFit(totals, Optional.empty());
            if (fitting.isEmpty() || !bill.after().unpriced().isEmpty()) {
                continue;
            }
            counted++;
            String run = "-Dpodgate.seed=" + seed + " round " + i + ": " + before + " to " + after + " " + totals;
            int most = Math.toIntExact(fitting.get());
            assertTrue(passes(before, after.with(Field.WORKERS_MAX, most), totals), run);
            if (bill.before()
                    .unpriced()
                    .isEmpty()) { // else it is a guess what stands, and less may be told than would pass
                assertFalse(passes(before, after.with(Field.WORKERS_MAX, most + 1), totals), run);
            }
        }
        assertTrue(counted > 3_000, counted + " counted: -Dpodgate.seed=" + seed);
    }

    /** All lines but the floors, which do not count workersMax. */
    private static boolean passes(EndpointConfig before, EndpointConfig after, Map<String, BigDecimal> totals) {
        Bill bill = Bill.of(POLICY, proposal(before, after));
        for (Demand demand : bill.demands()) {
            BigDecimal others = totals.getOrDefault(demand.line(), BigDecimal.ZERO)
                    .subtract(bill.claimBefore().of(demand.line()));
            boolean over = others.add(bill.claimAfter().of(demand.line())).compareTo(demand.cap()) > 0;
            if (over && !demand.line().endsWith("/floor")) {
                return false;
            }
        }
        return true;
    }
}
