package io.podgate.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podgate.admission.Bills;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Fleet;
import io.podgate.admission.Ledger;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.budget.Claim;
import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Pricing;
import io.podgate.budget.Spending;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.PolicySet;
import io.podgate.telemetry.TeamGauge.Row;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the account and its teams take of their budgets, and how much of that is not settled yet. */
@Singleton
final class BudgetMetrics {

    private static final Duration LEDGER_ANSWERS = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Bills bills;
    private final PolicySource policies;
    private final TeamGauge burnRate;
    private final TeamGauge workers;
    private final TeamGauge month;
    private final TeamGauge usage;
    private final TeamGauge warned;

    BudgetMetrics(
            Ledger ledger, Fleet fleet, Catalogs catalogs, Bills bills, PolicySource policies, MeterRegistry registry) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.bills = bills;
        this.policies = policies;
        this.burnRate =
                new TeamGauge("podgate.burn.rate.dollars", "USD per hour if every worker ran", "kind", registry);
        this.workers = new TeamGauge("podgate.workers", "The largest number of workers", "kind", registry);
        this.month = new TeamGauge("podgate.month.dollars", "USD billed this calendar month (UTC)", "kind", registry);
        this.usage =
                new TeamGauge("podgate.budget.usage.ratio", "What is used of each cap, 1 being all", "line", registry);
        this.warned = new TeamGauge(
                "podgate.budget.warn.ratio", "From which share of each cap on the policy warns", "line", registry);
        Gauge.builder("podgate.unsettled", ledger, from -> from.standing().unsettled())
                .description("Updates of which it is not known yet what became of them")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "podgate.unsettled.oldest.seconds",
                        ledger,
                        from -> from.standing().oldest().toMillis() / 1000.0)
                .description("For how long the oldest of them has been unsettled")
                .strongReference(true)
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        policies.current().ifPresent(this::show);
    }

    private void show(PolicySet policy) {
        Map<String, BigDecimal> committed = committed(policy);
        Map<String, Line> costs = linesOf(policy, Measure.BurnRate.class);
        Map<String, Line> counts = linesOf(policy, Measure.Workers.class);
        Optional<Map<String, BigDecimal>> totals =
                totals(Stream.of(costs.values().stream(), counts.values().stream(), Shares.capped(policy))
                        .flatMap(lines -> lines)
                        .map(Line::key)
                        .distinct());
        burnRate.show(rows(costs, committed, totals));
        workers.show(rows(counts, committed, totals));
        month.show(months(policy, costs));
        usage.show(new Shares(policy, committed, totals, bills.spending()).rows());
        warned.show(Shares.warned(policy));
    }

    /** By the label of whose they are; the account's by that of no team. */
    private static Map<String, Line> linesOf(PolicySet policy, Class<? extends Measure> measure) {
        Map<String, Line> lines = new HashMap<>();
        line(policy.accountLines(), measure).ifPresent(line -> lines.put(TeamGauge.NO_TEAM, line));
        policy.teams()
                .forEach(team -> line(policy.lines(team), measure).ifPresent(line -> lines.put(team.name(), line)));
        return lines;
    }

    private static Optional<Line> line(List<Line> lines, Class<? extends Measure> measure) {
        return lines.stream().filter(line -> measure.isInstance(line.measure())).findFirst();
    }

    /** What stands, by line, as RunPod was last seen to have it. */
    private Map<String, BigDecimal> committed(PolicySet policy) {
        Catalog catalog = catalogs.current();
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Sighting sighting : fleet.all()) {
            Endpoint endpoint = sighting.endpoint();
            Usage usage = Pricing.of(endpoint.config(), catalog);
            Claim.of(usage, policy.lines(endpoint.id(), endpoint.name()))
                    .byLine()
                    .forEach((line, amount) -> sums.merge(line, amount, BigDecimal::add));
        }
        return sums;
    }

    /** What is held, by line; empty where the ledger cannot tell now. */
    private Optional<Map<String, BigDecimal>> totals(Stream<String> lines) {
        return ledger.totals(lines.toList())
                .ifNoItem()
                .after(LEDGER_ANSWERS)
                .recoverWithItem(Optional::empty)
                .await()
                .indefinitely();
    }

    /** What cannot be told now is NaN, so that no series comes and goes with it. */
    private static Map<Row, Double> rows(
            Map<String, Line> lines, Map<String, BigDecimal> committed, Optional<Map<String, BigDecimal>> totals) {
        Map<Row, Double> rows = new HashMap<>();
        lines.forEach((team, line) -> {
            BigDecimal stands = committed.getOrDefault(line.key(), BigDecimal.ZERO);
            Optional<BigDecimal> more = totals.map(held -> held.getOrDefault(line.key(), BigDecimal.ZERO)
                    .subtract(stands)
                    .max(BigDecimal.ZERO));
            rows.put(new Row(team, "committed"), stands.doubleValue());
            rows.put(new Row(team, "reserved"), number(more));
            line.cap().ifPresent(cap -> rows.put(new Row(team, "cap"), cap.doubleValue()));
        });
        return rows;
    }

    private Map<Row, Double> months(PolicySet policy, Map<String, Line> lines) {
        Optional<Spending> spending = bills.spending();
        Map<Row, Double> rows = new HashMap<>();
        lines.forEach((team, line) -> rows.put(
                new Row(team, "spent"),
                number(spending.map(spent -> spent.of(line.owner()).usd()))));
        policy.teams()
                .forEach(team -> team.budget()
                        .month()
                        .ifPresent(cap -> rows.put(new Row(team.name(), "cap"), cap.doubleValue())));
        return rows;
    }

    private static double number(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::doubleValue).orElse(Double.NaN);
    }
}
