package io.podgate.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podgate.admission.Bills;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Ledger;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.policy.PolicySet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of budgets; an L4 costs a dollar an hour here. */
class BudgetMetricsTest {

    private static final Catalog CATALOG = new Catalog(
            List.of(new Catalog.GpuType("NVIDIA L4", Optional.of("AMPERE_24"), Optional.of(BigDecimal.ONE))),
            List.of());

    @TempDir
    Path dir;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final StillLedger ledger = new StillLedger();
    private final StillFleet fleet = new StillFleet();
    private @Nullable PolicySet policy;
    private @Nullable Spending spending;
    private final BudgetMetrics metrics =
            new BudgetMetrics(ledger, fleet, new Prices(), new Billed(), () -> Optional.ofNullable(policy), registry);

    private static final class Prices implements Catalogs {
        @Override
        public Catalog current() {
            return CATALOG;
        }

        @Override
        public boolean known() {
            return true;
        }

        @Override
        public boolean fresh() {
            return true;
        }
    }

    private final class Billed implements Bills {
        @Override
        public Optional<Spending> spending() {
            return Optional.ofNullable(spending);
        }

        @Override
        public Optional<Spending> spending(PolicySet policy) {
            return spending();
        }

        @Override
        public boolean fresh() {
            return true;
        }
    }

    @BeforeEach
    void begin() throws IOException {
        policy = Policies.written(dir, """
                account: {workers: 30, burnRate: 80}
                teams:
                  - {name: vision, owns: ["name:vision-*"], budget: {burnRate: 25, month: 4000}}
                  - {name: batch, owns: ["name:batch-*"]}
                """);
        fleet.add(StillFleet.endpoint("e1", "vision-ocr", 3));
        fleet.add(StillFleet.endpoint("e2", "vision-faces", 2));
        fleet.add(StillFleet.endpoint("e3", "playground", 4));
    }

    /** {@code team kind} to value. */
    private Map<String, Double> shown(String name) {
        return shown(name, "kind");
    }

    private Map<String, Double> shown(String name, String label) {
        metrics.refresh();
        Map<String, Double> shown = new TreeMap<>();
        for (Meter meter : registry.find(name).meters()) {
            if (meter instanceof Gauge gauge) {
                shown.put(gauge.getId().getTag("team") + " " + gauge.getId().getTag(label), gauge.value());
            }
        }
        return shown;
    }

    @Test
    void what_stands_what_is_reserved_and_what_is_allowed_by_team_and_for_the_account() {
        ledger.totals.put("team/vision/burnRate", new BigDecimal("8.5"));
        ledger.totals.put("account/burnRate", new BigDecimal("12.5"));
        assertEquals(
                Map.of(
                        " committed", 9.0,
                        " reserved", 3.5,
                        " cap", 80.0,
                        "vision committed", 5.0,
                        "vision reserved", 3.5,
                        "vision cap", 25.0,
                        "batch committed", 0.0,
                        "batch reserved", 0.0),
                shown("podgate.burn.rate.dollars"));
    }

    @Test
    void workers_are_counted_the_same_way() {
        ledger.totals.put("team/vision/workers", new BigDecimal("7"));
        Map<String, Double> shown = shown("podgate.workers");
        assertEquals(5.0, shown.get("vision committed"));
        assertEquals(2.0, shown.get("vision reserved"));
        assertEquals(9.0, shown.get(" committed"));
        assertEquals(30.0, shown.get(" cap"));
    }

    @Test
    void what_the_ledger_has_not_seen_yet_is_not_reserved_below_zero() {
        assertEquals(0.0, shown("podgate.burn.rate.dollars").get("vision reserved"));
    }

    @Test
    void what_is_reserved_is_not_known_while_the_ledger_cannot_be_reached() {
        ledger.reachable = false;
        Map<String, Double> shown = shown("podgate.burn.rate.dollars");
        assertEquals(Double.NaN, shown.get("vision reserved"));
        assertEquals(5.0, shown.get("vision committed"));
    }

    @Test
    void what_was_spent_this_month_and_what_may_be() {
        assertEquals(
                Map.of(
                        " spent",
                        Double.NaN,
                        "vision spent",
                        Double.NaN,
                        "vision cap",
                        4000.0,
                        "batch spent",
                        Double.NaN),
                shown("podgate.month.dollars"));
        spending = new Spending(Map.of("team/vision", Money.of("41.2"), "account", Money.of("50")), Instant.EPOCH);
        assertEquals(
                Map.of(" spent", 50.0, "vision spent", 41.2, "vision cap", 4000.0, "batch spent", 0.0),
                shown("podgate.month.dollars"));
    }

    @Test
    void how_much_is_used_of_each_cap_whoever_has_it() throws IOException {
        policy = Policies.written(dir, """
                account: {workers: 30}
                teams:
                  - name: vision
                    owns: ["name:vision-*"]
                    budget: {burnRate: 25, month: 4000, gpus: {"NVIDIA L4": 10, "NVIDIA H100*": 4}}
                  - {name: batch, owns: ["name:batch-*"]}
                groups: [{name: ocr, endpoints: ["name:*-ocr"], budget: {workers: 4, month: 100}}]
                """);
        ledger.totals.put("team/vision/burnRate", new BigDecimal("20"));
        spending = new Spending(Map.of("team/vision", Money.of("1000")), Instant.EPOCH);
        Map<String, Double> shares = new TreeMap<>(Map.of(
                "vision budget.burnRate", 0.8,
                "vision budget.gpus.NVIDIA L4", 0.5,
                "vision budget.gpus.NVIDIA H100*", 0.0,
                "vision budget.month", 0.25,
                " group.ocr.workers", 0.75,
                " group.ocr.month", 0.0,
                " account.workers", 0.3));
        assertEquals(shares, shown("podgate.budget.usage.ratio", "line"));
        ledger.reachable = false;
        spending = null;
        shares.put("vision budget.burnRate", 0.2);
        shares.put("vision budget.month", Double.NaN);
        shares.put(" group.ocr.month", Double.NaN);
        assertEquals(shares, shown("podgate.budget.usage.ratio", "line"));
    }

    @Test
    void from_which_share_of_each_cap_on_the_policy_warns() throws IOException {
        policy = Policies.written(dir, """
                account: {workers: 30}
                teams:
                  - name: vision
                    owns: ["name:vision-*"]
                    budget: {burnRate: 25, month: 4000, gpus: {"NVIDIA L4": 10}, warnAt: 0.8}
                  - {name: batch, owns: ["name:batch-*"], budget: {workers: 3}}
                groups: [{name: ocr, endpoints: ["name:*-ocr"], budget: {workers: 4, month: 100, warnAt: 0.5}}]
                """);
        assertEquals(
                Map.of(
                        "vision budget.burnRate", 0.8,
                        "vision budget.gpus.NVIDIA L4", 0.8,
                        "vision budget.month", 0.8,
                        " group.ocr.workers", 0.5,
                        " group.ocr.month", 0.5),
                shown("podgate.budget.warn.ratio", "line"));
    }

    @Test
    void a_team_that_is_gone_from_the_policy_is_gone_from_the_metrics() throws IOException {
        shown("podgate.workers");
        policy = Policies.written(dir, "teams: [{name: batch, owns: [\"name:batch-*\"]}]\n");
        assertEquals(
                Map.of(" committed", 9.0, " reserved", 0.0, "batch committed", 0.0, "batch reserved", 0.0),
                shown("podgate.workers"));
        assertEquals(Map.of(" spent", Double.NaN, "batch spent", Double.NaN), shown("podgate.month.dollars"));
    }

    @Test
    void nothing_is_told_without_a_policy() {
        policy = null;
        assertEquals(Map.of(), shown("podgate.workers"));
    }

    @Test
    void what_is_unsettled_is_told_as_it_stands() {
        ledger.standing = new Ledger.Standing(2, Duration.ofMillis(31_500));
        assertEquals(2.0, registry.get("podgate.unsettled").gauge().value());
        assertEquals(
                31.5, registry.get("podgate.unsettled.oldest.seconds").gauge().value());
    }
}
