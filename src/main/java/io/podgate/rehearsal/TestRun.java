package io.podgate.rehearsal;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.Caller;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyTest;
import io.podgate.policy.Rule;
import io.podgate.policy.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs the tests beside a policy. Used by one thread. */
final class TestRun {

    private final PolicySet policy;
    private final Instant now;
    private final List<TestReport.Result> results = new ArrayList<>();
    private final Set<String> teams = new TreeSet<>();
    private final Set<String> rules = new TreeSet<>();

    TestRun(PolicySet policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    void run(PolicyTest test, Catalog catalog) {
        test.cases()
                .forEach(each ->
                        results.add(new TestReport.Result(test.file(), each.line(), each.name(), run(each, catalog))));
    }

    /** What is not as expected; empty where everything is. */
    private List<String> run(PolicyTest.Case test, Catalog catalog) {
        Optional<Caller> caller = policy.caller(test.as());
        if (caller.isEmpty()) {
            return List.of("there is no caller " + test.as());
        }
        List<String> contradictions = SaidAtOnce.contradictions(test.update());
        if (!contradictions.isEmpty()) {
            return contradictions.stream()
                    .map(why -> "the gateway refuses such an update as invalid, whatever the policy says: " + why)
                    .toList();
        }
        caller.get().team().ifPresent(teams::add);
        List<Endpoint> fleet = new ArrayList<>(test.fleet());
        fleet.add(test.endpoint());
        Ruling ruling = new Bench(policy, catalog, fleet, spending(test))
                .judge(caller.get(), test.endpoint(), test.update(), test.at().orElse(now));
        ruling.objecting().forEach(rules::add);
        return differences(test.expected(), ruling);
    }

    private Optional<Spending> spending(PolicyTest.Case test) {
        Ownership ownership = policy.owner(test.endpoint().id(), test.endpoint().name());
        return test.spent()
                .flatMap(usd -> ownership instanceof Ownership.Owned(Team team)
                        ? Optional.of(new Spending(Map.of(team.owner(), new Money(usd)), now))
                        : Optional.empty());
    }

    private static List<String> differences(PolicyTest.Expected expected, Ruling ruling) {
        List<String> differences = new ArrayList<>();
        if (!expected.verdict().equals(ruling.verdict())) {
            differences.add(
                    "expected verdict " + expected.verdict() + " but was " + ruling.verdict() + because(ruling));
        }
        compare("rules", expected.rules(), ruling.rules(), differences);
        compare("warnings", expected.warnings(), ruling.warnings(), differences);
        compare("exceptions", expected.exceptions(), ruling.exceptions(), differences);
        return differences;
    }

    private static String because(Ruling ruling) {
        return ruling.violations().isEmpty()
                ? ""
                : ": "
                        + String.join(
                                "; ",
                                ruling.violations().stream()
                                        .map(violation -> violation.detail())
                                        .toList());
    }

    private static void compare(
            String what, Optional<List<String>> expected, List<String> found, List<String> differences) {
        expected.filter(names -> !new TreeSet<>(names).equals(new TreeSet<>(found)))
                .ifPresent(names -> differences.add(
                        "expected " + what + " " + new TreeSet<>(names) + " but were " + new TreeSet<>(found)));
    }

    TestReport report() {
        List<String> untried = new ArrayList<>();
        policy.teams().stream()
                .map(Team::name)
                .filter(name -> !teams.contains(name))
                .forEach(name -> untried.add("team " + name + " is never exercised"));
        policy.rules().stream()
                .map(Rule::name)
                .filter(name -> !rules.contains(name))
                .forEach(name -> untried.add("rule " + name + " is never exercised"));
        return new TestReport(List.copyOf(results), List.copyOf(untried));
    }
}
