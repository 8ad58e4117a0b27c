package io.podgate.console;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Fleet;
import io.podgate.admission.PolicySource;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Violation;
import io.podgate.http.Priced;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Standing;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All endpoints, a hundred at a time. */
@Singleton
final class EndpointsPage {

    static final String PAGE = "endpoints";
    static final String NOBODY = "nobody";

    private static final String TITLE = "Endpoints";
    private static final int SHOWN = 100;
    private static final int LAST_PAGE = 10_000;

    private final PolicySource policies;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Recent recent;
    private final Assets assets;
    private final InstantSource clock;

    EndpointsPage(
            PolicySource policies, Fleet fleet, Catalogs catalogs, Recent recent, Assets assets, InstantSource clock) {
        this.policies = policies;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.recent = recent;
        this.assets = assets;
        this.clock = clock;
    }

    Answer show(Visit visit, Session session) {
        return Answer.page(
                200, Templates.endpoints(Frame.of(TITLE, TITLE, visit, Optional.of(session), assets), list(visit)));
    }

    private EndpointList list(Visit visit) {
        PolicySet policy = policies.current().orElseThrow();
        EndpointList.Said said = said(visit);
        Missing missing = new Missing();
        Map<String, Recent.Last> last = missing.unless(
                        "Last decisions cannot be shown: the audit trail cannot be read.",
                        () -> recent.picture(visit.deadline()).byEndpoint())
                .orElse(Map.of());
        Function<Endpoint, List<Violation>> against =
                new Standing(policy, catalogs.current(), clock.instant())::against;
        List<Priced> all = Priced.all(policy, fleet, catalogs);
        Search search = new Search(said.text(), catalogs.current());
        List<Priced> found = all.stream()
                .filter(each -> isMeant(each, said, search, against))
                .sorted(Order.named(said.sort()).comparator(last, said.order().equals(Order.DOWN)))
                .toList();
        int page = visit.asked("page").map(EndpointsPage::number).orElse(1);
        int from = Math.min((page - 1) * SHOWN, found.size());
        int to = Math.min(from + SHOWN, found.size());
        EndpointRows rows = new EndpointRows(against, last, clock.instant());
        Links links = links(said);
        return new EndpointList(
                said,
                Stream.concat(policy.teams().stream().map(Team::name), Stream.of(NOBODY))
                        .toList(),
                Order.columns(links, said),
                found.subList(from, to).stream().map(rows::row).toList(),
                words(from, to, found.size(), all.size()),
                missing.words(),
                page > 1
                        ? links.with("page", page == 2 ? "" : String.valueOf(page - 1))
                                .href()
                        : "",
                to < found.size() ? links.with("page", String.valueOf(page + 1)).href() : "");
    }

    private static EndpointList.Said said(Visit visit) {
        String sort = Order.named(visit.asked("sort").orElse("")).key();
        return new EndpointList.Said(
                visit.asked("q").orElse(""),
                visit.asked("team").orElse(""),
                visit.asked("verdict")
                        .filter(List.of("outside", "within")::contains)
                        .orElse(""),
                sort,
                visit.asked("order").filter(Order.DOWN::equals).orElse(""));
    }

    private static Links links(EndpointList.Said said) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", said.text());
        parameters.put("team", said.team());
        parameters.put("verdict", said.verdict());
        parameters.put("sort", said.sort());
        parameters.put("order", said.order());
        return new Links(Visit.HOME + "/" + PAGE, parameters);
    }

    /** Only those that are asked for by their verdict are judged before it is known which are shown. */
    private static boolean isMeant(
            Priced priced, EndpointList.Said said, Search search, Function<Endpoint, List<Violation>> against) {
        return isOf(priced.owner(), said.team())
                && search.finds(priced.endpoint())
                && (said.verdict().isEmpty()
                        || said.verdict().equals("within")
                                == against.apply(priced.endpoint()).isEmpty());
    }

    private static boolean isOf(Ownership owner, String team) {
        return team.isEmpty()
                || switch (owner) {
                    case Ownership.Owned owned -> owned.team().name().equals(team);
                    case Ownership.Contested contested -> contested.teams().contains(team) || team.equals(NOBODY);
                    case Ownership.Unowned unowned -> team.equals(NOBODY);
                };
    }

    private static int number(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 1, LAST_PAGE);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String words(int from, int to, int found, int all) {
        if (found == 0) {
            return all == 0 ? "No endpoints." : "None of " + Words.count(all, "endpoint", "endpoints") + ".";
        }
        String which = found == all ? Words.count(all, "endpoint", "endpoints") : found + " of " + all + " endpoints";
        return to - from == found ? which + "." : which + ", of which " + (from + 1) + " to " + to + ".";
    }
}
