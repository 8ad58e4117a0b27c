package io.podgate.telemetry;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Spending;
import io.podgate.policy.Budget;
import io.podgate.policy.Group;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
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

    Map<Row, Double> rows() {
        Map<Row, Double> rows = new HashMap<>();
        lines(rows, TeamGauge.NO_TEAM, policy.accountLines());
        for (Team team : policy.teams()) {
            lines(rows, team.name(), policy.lines(team));
            team.budget()
                    .month()
                    .ifPresent(cap -> rows.put(new Row(team.name(), "budget.month"), spent(team.owner(), cap)));
        }
        for (Group group : policy.groups()) {
            lines(rows, TeamGauge.NO_TEAM, policy.lines(group));
            group.budget()
                    .month()
                    .ifPresent(cap -> rows.put(
                            new Row(TeamGauge.NO_TEAM, "group." + group.name() + ".month"), spent(group.owner(), cap)));
        }
        return rows;
    }

    private void lines(Map<Row, Double> rows, String team, List<Line> lines) {
        lines.forEach(line -> line.cap().ifPresent(cap -> rows.put(new Row(team, name(line)), share(used(line), cap))));
    }

    /** Of each cap that the policy warns of, the share from which on it does; the same lines. */
    static Map<Row, Double> warned(PolicySet policy) {
        Map<Row, Double> rows = new HashMap<>();
        warned(rows, TeamGauge.NO_TEAM, policy.accountLines(), "", Optional.empty());
        policy.teams()
                .forEach(team -> warned(rows, team.name(), policy.lines(team), "budget", Optional.of(team.budget())));
        policy.groups()
                .forEach(group -> warned(
                        rows,
                        TeamGauge.NO_TEAM,
                        policy.lines(group),
                        "group." + group.name(),
                        Optional.of(group.budget())));
        return rows;
    }

    private static void warned(
            Map<Row, Double> rows, String team, List<Line> lines, String rule, Optional<Budget> budget) {
        lines.stream()
                .filter(line -> line.cap().isPresent())
                .forEach(line ->
                        line.warnAt().ifPresent(share -> rows.put(new Row(team, name(line)), share.doubleValue())));
        budget.filter(its -> its.month().isPresent())
                .flatMap(Budget::warnAt)
                .ifPresent(share -> rows.put(new Row(team, rule + ".month"), share.doubleValue()));
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
