package io.podgate.console;

import io.podgate.budget.Money;
import io.podgate.rehearsal.Comparison;
import io.podgate.rehearsal.TeamChange;
import java.util.List;
import java.util.Optional;

/** Two policies side by side, for people. */
final class ComparisonWords {

    private static final String NOTHING = "–";

    private ComparisonWords() {}

    /** A candidate that does not hold together. */
    static Playground.Compared broken(String revision, List<String> errors) {
        return new Playground.Compared(revision, "", errors, List.of(), List.of(), List.of(), List.of(), List.of(), "");
    }

    static Playground.Compared of(Comparison comparison, List<String> warnings) {
        return new Playground.Compared(
                comparison.oldRevision(),
                comparison.newRevision(),
                List.of(),
                warnings,
                comparison.teams().stream().map(ComparisonWords::team).toList(),
                comparison.endpoints().stream().map(ComparisonWords::endpoint).toList(),
                comparison.overdrawn(),
                comparison.decisions().stream().map(ComparisonWords::flip).toList(),
                comparison.lost() == 0
                        ? ""
                        : Words.count(comparison.lost(), "recorded decision", "recorded decisions")
                                + " could not be judged again.");
    }

    private static Playground.Money team(TeamChange team) {
        return switch (team) {
            case TeamChange.Added added -> money(team, NOTHING, cap(added.after()), Words.perHour(added.takes()));
            case TeamChange.Removed removed -> money(team, cap(removed.before()), NOTHING, NOTHING);
            case TeamChange.Changed changed ->
                money(team, cap(changed.before()), cap(changed.after()), Words.perHour(changed.takes()));
        };
    }

    private static Playground.Money money(TeamChange team, String before, String after, String takes) {
        String gains = team.gains()
                .map(gain -> (gain.usd().signum() > 0 ? "+" : "") + Words.perHour(gain))
                .orElse(NOTHING);
        return new Playground.Money(team.team(), team.kind(), before, after, gains, takes);
    }

    private static String cap(Optional<Money> cap) {
        return cap.map(Words::perHour).orElse("no cap");
    }

    private static Playground.Endpoint endpoint(Comparison.EndpointChange endpoint) {
        return new Playground.Endpoint(
                endpoint.id(),
                endpoint.name(),
                endpoint.ownerBefore().equals(endpoint.ownerAfter())
                        ? endpoint.ownerAfter()
                        : endpoint.ownerBefore() + " → " + endpoint.ownerAfter(),
                endpoint.violations());
    }

    private static Playground.Flip flip(Comparison.Flip flip) {
        return new Playground.Flip(
                DecisionsPage.href(flip.decisionId()),
                flip.decisionId(),
                flip.time(),
                flip.caller(),
                flip.endpointId(),
                flip.before(),
                flip.after(),
                flip.after().equals("allow") ? "good" : "bad",
                flip.why());
    }
}
