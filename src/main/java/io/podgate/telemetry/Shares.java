package io.podgate.telemetry;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Spending;
import io.podgate.policy.Budget;
import io.podgate.policy.PolicySet;
import io.podgate.telemetry.TeamGauge.Row;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much is used of each cap, 1 being all of it.
 *
 * @param committed what stands, by line
 * @param totals what is held, by line; empty where the ledger cannot tell now, so that only what stands is known
 */
record Shares(
        PolicySet policy,
        Map<String, BigDecimal> committed,
        Optional<Map<String, BigDecimal>> totals,
        Optional<Spending> spending) {

    /** The lines that have a cap, the months left out. */
    static Stream<Line> capped(PolicySet policy) {
        return Stream.of(
                        Stream.of(policy.accountLines()),
                        policy.teams().stream().map(policy::lines),
                        policy.groups().stream().map(policy::lines))
                .flatMap(lines -> lines)
                .flatMap(List::stream)
                .filter(line -> line.cap().isPresent());
    }

    /** Of each cap, how much is used. */
    Map<Row, Double> rows() {
        Map<Row, Double> rows = new HashMap<>();
        caps(policy).forEach((row, line) -> line.cap().ifPresent(cap -> rows.put(row, share(used(line), cap))));
        months(policy).forEach((row, month) -> month.cap().ifPresent(cap -> rows.put(row, spent(month.owner(), cap))));
        return rows;
    }

    /** Of each cap that the policy warns of, from which share of it on it does. */
    static Map<Row, Double> warned(PolicySet policy) {
        Map<Row, Double> rows = new HashMap<>();
        caps(policy).forEach((row, line) -> line.warnAt().ifPresent(share -> rows.put(row, share.doubleValue())));
        months(policy).forEach((row, month) -> month.warnAt().ifPresent(share -> rows.put(row, share.doubleValue())));
        return rows;
    }

    private static Map<Row, Line> caps(PolicySet policy) {
        Map<Row, Line> rows = new HashMap<>();
        caps(rows, TeamGauge.NO_TEAM, policy.accountLines());
        policy.teams().forEach(team -> caps(rows, team.name(), policy.lines(team)));
        policy.groups().forEach(group -> caps(rows, TeamGauge.NO_TEAM, policy.lines(group)));
        return rows;
    }

    private static void caps(Map<Row, Line> rows, String team, List<Line> lines) {
        lines.stream()
                .filter(line -> line.cap().isPresent())
                .forEach(line -> rows.put(new Row(team, name(line)), line));
    }

    /** What an owner may spend in a month. */
    private record Month(String owner, Optional<BigDecimal> cap, Optional<BigDecimal> warnAt) {

        Month(String owner, Budget budget) {
            this(owner, budget.month(), budget.month().flatMap(cap -> budget.warnAt()));
        }
    }

    private static Map<Row, Month> months(PolicySet policy) {
        Map<Row, Month> rows = new HashMap<>();
        policy.teams()
                .forEach(
                        team -> rows.put(new Row(team.name(), "budget.month"), new Month(team.owner(), team.budget())));
        policy.groups()
                .forEach(group -> rows.put(
                        new Row(TeamGauge.NO_TEAM, "group." + group.name() + ".month"),
                        new Month(group.owner(), group.budget())));
        return rows;
    }

    /** As in violations; of several lines of cards each by its own. */
    private static String name(Line line) {
        return line.measure() instanceof Measure.Gpus(var pattern, var _) ? line.rule() + "." + pattern : line.rule();
    }

    private BigDecimal used(Line line) {
        BigDecimal stands = committed.getOrDefault(line.key(), BigDecimal.ZERO);
        return totals.map(held -> held.getOrDefault(line.key(), BigDecimal.ZERO))
                .orElse(stands)
                .max(stands);
    }

    private double spent(String owner, BigDecimal cap) {
        return spending.map(spent -> share(spent.of(owner).usd(), cap)).orElse(Double.NaN);
    }

    /** In floating point, where a cap of nothing is no error. */
    private static double share(BigDecimal used, BigDecimal cap) {
        return used.doubleValue() / cap.doubleValue();
    }
}
