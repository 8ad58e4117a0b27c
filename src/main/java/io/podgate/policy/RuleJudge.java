package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.rules.Answer;
import io.podgate.rules.Situation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the rules about one proposal of one team's caller. */
final class RuleJudge {

    private final Caller caller;
    private final Team team;
    private final Proposal proposal;
    private @Nullable Situation situation;

    RuleJudge(Caller caller, Team team, Proposal proposal) {
        this.caller = caller;
        this.team = team;
        this.proposal = proposal;
    }

    /** What they have to say, each at its own strictness. */
    List<Tolerated> judge(List<Rule> rules) {
        List<Tolerated> findings = new ArrayList<>();
        boolean onlyShrinks = Change.onlyShrinks(proposal.changes());
        for (Rule rule : rules) {
            if (rule.scope().covers(caller, proposal, onlyShrinks)) {
                judge(rule, findings);
            }
        }
        return findings;
    }

    private void judge(Rule rule, List<Tolerated> findings) {
        switch (rule.expression().ask(situation())) {
            case Answer.Holds holds -> {}
            case Answer.Broken broken -> findings.add(finding(rule, detail(rule)));
            case Answer.Failed(String why) ->
                findings.add(finding(rule, "rule " + rule.name() + " could not be evaluated: " + why));
        }
    }

    private String detail(Rule rule) {
        return rule.message()
                .map(message -> message.about(situation()))
                .orElseGet(() -> "rule " + rule.name() + " does not allow this");
    }

    private Situation situation() {
        if (situation == null) {
            situation = new Situation(
                    proposal.before(),
                    proposal.after(),
                    proposal.changes(),
                    new Situation.Asker(
                            team.name(),
                            team.contact(),
                            caller.name(),
                            caller.role().key()),
                    proposal.now());
        }
        return situation;
    }

    private Tolerated finding(Rule rule, String detail) {
        return new Tolerated(
                Violation.of(rule.name(), pointer(rule), detail),
                rule.enforcement().weakenedBy(team.enforcement()));
    }

    /** Where the body says the first of the changed fields that the rule looks at. */
    private String pointer(Rule rule) {
        return proposal.changes().stream()
                .<Field<?>>map(Change::field)
                .filter(rule.expression().mentions()::contains)
                .map(proposal::pointer)
                .filter(pointer -> !pointer.isEmpty())
                .findFirst()
                .orElse("");
    }
}
