package io.podgate.console;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.Fleet;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Role;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what would be decided, and changes nothing. */
@Singleton
final class PlaygroundPage {

    static final String PAGE = "playground";

    private static final String TITLE = "Playground";
    private static final int MOST_ENDPOINTS = 1_000;
    private static final String V2 = "v2";

    private final PolicySource policies;
    private final Fleet fleet;
    private final Trials trials;
    private final CallerLimits limits;
    private final TroublePage trouble;
    private final Assets assets;

    PlaygroundPage(
            PolicySource policies,
            Fleet fleet,
            Trials trials,
            CallerLimits limits,
            TroublePage trouble,
            Assets assets) {
        this.policies = policies;
        this.fleet = fleet;
        this.trials = trials;
        this.limits = limits;
        this.trouble = trouble;
        this.assets = assets;
    }

    Answer show(Visit visit, Session session) {
        return page(200, visit, session, said(visit), List.of(), "", List.of());
    }

    Answer tryUpdate(Visit visit, Session session) {
        Playground.Said said = filled(visit);
        if (!limits.take(session.caller(), CallerLimits.Draw.UPDATE)
                .await()
                .atMost(visit.deadline().remaining())
                .granted()) {
            return page(429, visit, session, said, List.of(Trials.limited()), "", List.of());
        }
        Playground.Verdict verdict =
                trials.update(policies.current().orElseThrow(), said, visit.requestId(), visit.deadline());
        return page(200, visit, session, said, List.of(verdict), "", List.of());
    }

    Answer tryPolicy(Visit visit, Session session) {
        String candidate = visit.form().getOrDefault("policy", "");
        Missing missing = new Missing();
        return missing.unless(
                        "A policy is held against recorded decisions, and the audit trail cannot be read.",
                        () -> trials.policy(candidate, visit.deadline()))
                .map(compared -> page(200, visit, session, said(visit), List.of(), candidate, List.of(compared)))
                .orElseGet(() -> trouble.say(
                        visit, Optional.of(session), 503, missing.words().getFirst()));
    }

    private Answer page(
            int status,
            Visit visit,
            Session session,
            Playground.Said said,
            List<Playground.Verdict> verdict,
            String policy,
            List<Playground.Compared> comparison) {
        PolicySet inForce = policies.current().orElseThrow();
        Optional<Team> team = inForce.team(said.team());
        return Answer.page(
                status,
                Templates.playground(
                        Frame.of(TITLE, TITLE, visit, Optional.of(session), assets),
                        new Playground(
                                said,
                                inForce.teams().stream().map(Team::name).toList(),
                                team.map(PlaygroundPage::callers).orElse(List.of()),
                                team.map(its -> endpoints(inForce, its)).orElse(List.of()),
                                verdict,
                                policy,
                                comparison)));
    }

    private static List<String> callers(Team team) {
        return team.callers().stream()
                .filter(caller -> caller.role() == Role.CALLER)
                .map(Caller::name)
                .toList();
    }

    private List<Playground.Choice> endpoints(PolicySet policy, Team team) {
        return fleet.all().stream()
                .map(Sighting::endpoint)
                .filter(endpoint -> policy.owner(endpoint.id(), endpoint.name()).isOwnedBy(team))
                .sorted(Comparator.comparing(Endpoint::name).thenComparing(Endpoint::id))
                .limit(MOST_ENDPOINTS)
                .map(endpoint -> new Playground.Choice(endpoint.id(), endpoint.name()))
                .toList();
    }

    /** An endpoint that is asked for brings its team along; without either it is the first one's turn. */
    private Playground.Said said(Visit visit) {
        PolicySet policy = policies.current().orElseThrow();
        Optional<Endpoint> endpoint =
                visit.asked("endpoint").flatMap(fleet::known).map(Sighting::endpoint);
        String team = visit.asked("team")
                .or(() -> endpoint.flatMap(known -> owner(policy, known)))
                .orElseGet(() ->
                        policy.teams().stream().map(Team::name).findFirst().orElse(""));
        int workers =
                endpoint.flatMap(known -> known.config().get(Field.WORKERS_MAX)).orElse(3);
        return new Playground.Said(
                team, "", endpoint.map(Endpoint::id).orElse(""), V2, "{\"workers\": {\"max\": " + (workers + 1) + "}}");
    }

    private static Optional<String> owner(PolicySet policy, Endpoint endpoint) {
        return policy.owner(endpoint.id(), endpoint.name()).owner().map(Team::name);
    }

    private static Playground.Said filled(Visit visit) {
        return new Playground.Said(
                visit.filled("team").orElse(""),
                visit.filled("caller").orElse(""),
                visit.filled("endpoint").orElse(""),
                visit.filled("dialect").orElse(V2),
                visit.form().getOrDefault("body", ""));
    }
}
