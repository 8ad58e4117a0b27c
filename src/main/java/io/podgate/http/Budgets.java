package io.podgate.http;

import io.podgate.admission.Bills;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Census;
import io.podgate.admission.Fleet;
import io.podgate.admission.Ledger;
import io.podgate.budget.Line;
import io.podgate.policy.Group;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the budgets come to. */
@Singleton
public final class Budgets {

    /** An answer, and what has to be said with it. */
    record Told(Map<String, Object> body, List<String> warnings) {

        static Told without(Map<String, Object> body) {
            return new Told(body, List.of());
        }
    }

    private static final int LARGEST = 10;

    private static final Comparator<Priced> LARGEST_FIRST = Comparator.<Priced, BigDecimal>comparing(
                    each -> each.usage().burnRate().usd())
            .thenComparingInt(each -> each.usage().workers())
            .reversed()
            .thenComparing(each -> each.endpoint().id());

    private final Ledger ledger;
    private final Census census;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Bills bills;
    private final InstantSource clock;

    Budgets(Ledger ledger, Census census, Fleet fleet, Catalogs catalogs, Bills bills, InstantSource clock) {
        this.ledger = ledger;
        this.census = census;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.bills = bills;
        this.clock = clock;
    }

    /** One team's, as its callers see it. */
    Uni<Told> of(PolicySet policy, Team team) {
        List<Line> lines = policy.lines(team);
        return tally(policy, lines.stream())
                .map(tally ->
                        new Told(tally.of(lines, team.owner(), team.budget().month()), tally.warnings()));
    }

    /** Everybody's, with who takes most of them. */
    Uni<Told> all(PolicySet policy) {
        return standing(policy)
                .map(standing ->
                        new Told(all(policy, standing), standing.tally().warnings()));
    }

    /**
     * Everybody's.
     *
     * @param takes by line, what the endpoints take as they were last seen
     */
    public record Standing(Tally tally, List<Priced> largestFirst, Map<String, BigDecimal> takes) {}

    /** What all lines come to. Told on a thread that may take its time. */
    public Uni<Standing> standing(PolicySet policy) {
        Stream<Line> teams = policy.teams().stream().flatMap(team -> policy.lines(team).stream());
        Stream<Line> groups = policy.groups().stream().flatMap(group -> policy.lines(group).stream());
        return tally(
                        policy,
                        Stream.of(policy.accountLines().stream(), teams, groups).flatMap(lines -> lines))
                .emitOn(Thread::startVirtualThread)
                .map(tally -> standing(policy, tally));
    }

    private Standing standing(PolicySet policy, Tally tally) {
        List<Priced> endpoints = Priced.all(policy, fleet, catalogs).stream()
                .sorted(LARGEST_FIRST)
                .toList();
        Map<String, BigDecimal> takes = new HashMap<>();
        endpoints.forEach(endpoint ->
                endpoint.claim(policy).forEach((line, amount) -> takes.merge(line, amount, BigDecimal::add)));
        return new Standing(tally, endpoints, takes);
    }

    private Uni<Tally> tally(PolicySet policy, Stream<Line> lines) {
        boolean counted = census.counted(policy);
        return ledger.totals(lines.map(Line::key).toList())
                .map(totals -> new Tally(totals.filter(known -> counted), bills.spending(), clock.instant()));
    }

    private static Map<String, Object> all(PolicySet policy, Standing all) {
        Tally tally = all.tally();
        List<Priced> endpoints = all.largestFirst();
        Map<String, BigDecimal> standing = all.takes();
        List<Line> ofAccount = policy.accountLines();
        Map<String, Object> account = tally.of(ofAccount, ofAccount.getFirst().owner(), Optional.empty(), standing);
        account.put("contributors", largest(endpoints));
        Map<String, List<Priced>> byTeam = endpoints.stream()
                .collect(Collectors.groupingBy(each -> each.team().orElse("")));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("policyRevision", policy.revision());
        body.put("account", account);
        body.put(
                "teams",
                policy.teams().stream()
                        .map(team -> team(policy, team, tally, standing, byTeam))
                        .toList());
        body.put(
                "groups",
                policy.groups().stream()
                        .map(group -> group(policy, group, tally, standing))
                        .toList());
        return body;
    }

    private static Map<String, Object> team(
            PolicySet policy,
            Team team,
            Tally tally,
            Map<String, BigDecimal> standing,
            Map<String, List<Priced>> byTeam) {
        Map<String, Object> budget = named(
                team.name(),
                tally.of(policy.lines(team), team.owner(), team.budget().month(), standing));
        budget.put("contributors", largest(byTeam.getOrDefault(team.name(), List.of())));
        return budget;
    }

    private static Map<String, Object> group(
            PolicySet policy, Group group, Tally tally, Map<String, BigDecimal> standing) {
        return named(
                group.name(),
                tally.of(policy.lines(group), group.owner(), group.budget().month(), standing));
    }

    private static Map<String, Object> named(String name, Map<String, Object> budget) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.putAll(budget);
        return named;
    }

    private static List<Map<String, Object>> largest(List<Priced> largestFirst) {
        return largestFirst.stream()
                .filter(each -> each.usage().workers() > 0)
                .limit(LARGEST)
                .map(Budgets::contributor)
                .toList();
    }

    private static Map<String, Object> contributor(Priced endpoint) {
        Map<String, Object> contributor = new LinkedHashMap<>();
        contributor.put("id", endpoint.endpoint().id());
        contributor.put("name", endpoint.endpoint().name());
        endpoint.team().ifPresent(team -> contributor.put("team", team));
        contributor.put("burnRate", endpoint.usage().burnRate().shown());
        contributor.put("workers", endpoint.usage().workers());
        return contributor;
    }
}
