package io.podgate.console;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.http.Budgets;
import io.podgate.http.Priced;
import io.podgate.policy.Budget;
import io.podgate.policy.Group;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The budgets of account, teams and groups as bars. */
record BudgetBars(PolicySet policy, Budgets.Standing standing) {

    private static final Bar NOTHING = new Bar("", "–", "", "open", "0", "0", "0");

    /** All bars of somebody, and what it is called. */
    record Named(String name, List<Bar> bars) {}

    static Named named(String kind, Overview.Budgeted budgeted) {
        return new Named(
                kind + budgeted.name(),
                Stream.concat(
                                Stream.of(budgeted.burnRate(), budgeted.floor(), budgeted.month()),
                                budgeted.capacity().stream())
                        .toList());
    }

    List<Bar> account() {
        return policy.accountLines().stream().map(this::bar).toList();
    }

    List<Overview.Budgeted> teams() {
        Map<String, Long> owned = standing.largestFirst().stream()
                .flatMap(priced -> priced.team().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return policy.teams().stream().map(team -> team(team, owned)).toList();
    }

    List<Overview.Budgeted> groups() {
        Map<String, Long> members = standing.largestFirst().stream()
                .map(Priced::endpoint)
                .flatMap(endpoint -> policy.groupsOf(endpoint.id(), endpoint.name()).stream())
                .collect(Collectors.groupingBy(Group::name, Collectors.counting()));
        return policy.groups().stream().map(group -> group(group, members)).toList();
    }

    private Overview.Budgeted team(Team team, Map<String, Long> owned) {
        return budgeted(
                team.name(),
                new Links(Visit.HOME + "/" + EndpointsPage.PAGE, Map.of("team", team.name())).href(),
                Words.count(owned.getOrDefault(team.name(), 0L), "endpoint", "endpoints"),
                policy.lines(team),
                team.owner(),
                team.budget());
    }

    private Overview.Budgeted group(Group group, Map<String, Long> members) {
        return budgeted(
                group.name(),
                "",
                Words.count(members.getOrDefault(group.name(), 0L), "endpoint", "endpoints"),
                policy.lines(group),
                group.owner(),
                group.budget());
    }

    private Overview.Budgeted budgeted(
            String name, String href, String endpoints, List<Line> lines, String owner, Budget budget) {
        return new Overview.Budgeted(
                name,
                href,
                endpoints,
                first(lines, Measure.BurnRate.class::isInstance),
                first(lines, Measure.Floor.class::isInstance),
                lines.stream()
                        .filter(line -> !line.measure().isMoney())
                        .map(this::bar)
                        .toList(),
                Bar.ofMonth(
                        standing.tally()
                                .spending()
                                .map(spent -> spent.of(owner))
                                .map(Money::usd),
                        budget.month(),
                        budget.warnAt()));
    }

    private Bar first(List<Line> lines, Predicate<Measure> which) {
        return lines.stream()
                .filter(line -> which.test(line.measure()))
                .findFirst()
                .map(this::bar)
                .orElse(NOTHING);
    }

    private Bar bar(Line line) {
        return Bar.of(line, standing.tally().used(line), standing.tally().reserved(line, standing.takes()));
    }
}
