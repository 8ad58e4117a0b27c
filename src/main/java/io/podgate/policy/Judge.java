package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one proposal of one team's caller, line by line, and collects everything that speaks against it. */
final class Judge {

    private static final String FIELDS = "fields";

    private final Caller caller;
    private final Team team;
    private final Proposal proposal;
    private final List<Exemption> exemptions;
    private final Charges charges = new Charges();

    private Judge(PolicySet policy, Caller caller, Team team, Proposal proposal) {
        this.caller = caller;
        this.team = team;
        this.proposal = proposal;
        this.exemptions = policy.exemptions(team, proposal);
    }

    static Verdict judge(PolicySet policy, Caller caller, Team team, Proposal proposal) {
        return new Judge(policy, caller, team, proposal).against(policy);
    }

    /** Without a team: the platform's brake works on any endpoint, but only downwards; others may change nothing. */
    static Verdict withoutTeam(Caller caller, Proposal proposal) {
        boolean mayShrink = caller.role() == Role.PLATFORM;
        List<Violation> violations = new ArrayList<>();
        for (Change<?> change : proposal.changes()) {
            if (!mayShrink || change.direction() != Direction.SHRINKS) {
                String field = change.field().key();
                String detail = field + " may not be changed by caller " + caller.name()
                        + (mayShrink ? " unless it shrinks" : "");
                violations.add(Violation.of(FIELDS, proposal.pointer(change.field()), detail)
                        .actual(field));
            }
        }
        return new Verdict(violations, Leniency.NONE);
    }

    /** What denies an endpoint as it stands, as if somebody had asked for just that. */
    static List<Violation> standing(PolicySet policy, Team team, Endpoint endpoint, Catalog effective, Instant now) {
        Caller anybody = new Caller(
                "",
                Role.CALLER,
                Optional.of(team.name()),
                Caller.DEFAULT_RATE_LIMIT,
                Caller.DEFAULT_READ_LIMIT,
                Optional.empty());
        EndpointConfig nothing = EndpointConfig.unknown().with(Field.NAME, endpoint.name());
        Judge judge = new Judge(policy, anybody, team, standing(endpoint, nothing, effective, now));
        Regime regime = Regime.of(policy, team, endpoint.id(), endpoint.name());
        judge.proposal.changes().forEach(change -> judge.judgeLimits(change, regime));
        List<Rule> rules = policy.rules(team).stream()
                .filter(rule -> rule.expression().isOfEndpointAlone())
                .toList();
        if (!rules.isEmpty()) {
            new RuleJudge(anybody, team, standing(endpoint, endpoint.config(), effective, now))
                    .judge(rules)
                    .forEach(judge::unlessExcepted);
        }
        return judge.charges.verdict().violations();
    }

    private static Proposal standing(Endpoint endpoint, EndpointConfig before, Catalog effective, Instant now) {
        return Proposal.of(
                endpoint.id(), before, endpoint.config(), Set.of(), effective, now, field -> Optional.empty());
    }

    private Verdict against(PolicySet policy) {
        Regime regime = Regime.of(policy, team, proposal.endpointId(), proposal.nameAfter());
        for (Change<?> change : proposal.changes()) {
            judgeField(change.field());
            judgeLimits(change, regime);
        }
        if (proposal.renames()) {
            judgeRename(Regime.of(policy, team, proposal.endpointId(), proposal.nameBefore()), regime);
        }
        judgeOwnership(policy);
        judgeByRules(policy.rules(team));
        return charges.verdict();
    }

    private void judgeByRules(List<Rule> rules) {
        if (!rules.isEmpty() && !proposal.changes().isEmpty()) {
            new RuleJudge(caller, team, proposal).judge(rules).forEach(this::unlessExcepted);
        }
    }

    private void unlessExcepted(Tolerated finding) {
        List<Exemption> granted = granted(finding.violation().rule().orElseThrow());
        granted.forEach(charges::excepted);
        if (granted.isEmpty()) {
            charges.add(finding.violation(), finding.enforcement());
        }
    }

    private List<Exemption> granted(String rule) {
        return exemptions.isEmpty()
                ? exemptions
                : exemptions.stream().filter(each -> each.rule().equals(rule)).toList();
    }

    private void judgeField(Field<?> field) {
        if (!proposal.fromTemplate().contains(field) || !mayChange(Field.TEMPLATE)) {
            forbidden(field, proposal.pointer(field))
                    .ifPresent(violation -> charges.add(violation, team.enforcement()));
        }
    }

    /** What speaks against changing the field at all, whatever it becomes. */
    private Optional<Violation> forbidden(Field<?> field, String pointer) {
        if (mayChange(field)) {
            return Optional.empty();
        }
        List<String> allowed = Field.all().stream()
                .filter(this::mayChange)
                .<String>map(Field::key)
                .toList();
        String who = team.fields().contains(field) ? "caller " + caller.name() : "team " + team.name();
        String detail = field.key() + " may not be changed by " + who + "; "
                + (allowed.isEmpty() ? "nothing may" : "allowed: " + String.join(", ", allowed));
        return Optional.of(Violation.of(FIELDS, pointer, detail)
                .limit(allowed)
                .actual(field.key())
                .passes(allowed));
    }

    private boolean mayChange(Field<?> field) {
        return mayChange(caller, team, field);
    }

    static boolean mayChange(Caller caller, Team team, Field<?> field) {
        return caller.role() == Role.CALLER
                && team.fields().contains(field)
                && caller.ownFields().map(own -> own.contains(field)).orElse(true);
    }

    /**
     * A new name neither leaves an override or a group behind, from where a second update would be free of it, nor
     * slips into one: what changes is judged by the old name's limits too, and what stands by those that only the new
     * name brings.
     */
    private void judgeRename(Regime before, Regime after) {
        if (before.equals(after)) {
            return;
        }
        proposal.changes().forEach(change -> judgeLimits(change, before));
        judgeLeaving(before.without(after));
        Regime entered = after.without(before);
        entered.overrides()
                .forEach(override ->
                        override.limits().fields().forEach(field -> judgeStanding(field, after.overrides())));
        entered.groups().forEach(group -> group.limits().fields().forEach(field -> judgeStanding(field, group)));
    }

    private void judgeLeaving(Regime left) {
        List<String> names = left.names();
        if (!names.isEmpty()) {
            String detail = "with the name " + proposal.nameAfter() + " the endpoint would leave "
                    + Objection.names(names) + ", which it is bound by under its present name";
            charges.add(
                    Violation.of("limits.name", proposal.pointer(Field.NAME), detail)
                            .limit(names)
                            .actual(proposal.nameAfter()),
                    left.groups().isEmpty() ? team.enforcement() : Enforcement.DENY);
        }
    }

    private <T> void judgeStanding(Field<T> field, List<LimitOverride> overrides) {
        standing(field).ifPresent(change -> judgeLimit(change, overrides));
    }

    private <T> void judgeStanding(Field<T> field, Group group) {
        standing(field).ifPresent(change -> judgeLimit(change, group));
    }

    /** What there would be, as if nothing had been there before. */
    private <T> Optional<Change<T>> standing(Field<T> field) {
        return proposal.after().get(field).map(value -> new Change<>(field, Optional.empty(), value, Direction.GROWS));
    }

    private void judgeLimits(Change<?> change, Regime regime) {
        judgeLimit(change, regime.overrides());
        regime.groups().forEach(group -> judgeLimit(change, group));
    }

    private <T> void judgeLimit(Change<T> change, List<LimitOverride> overrides) {
        team.limit(change.field(), overrides)
                .ifPresent(
                        limit -> judgeLimit(change, limit, team.owner(), team.enforcement(change.field(), overrides)));
    }

    private <T> void judgeLimit(Change<T> change, Group group) {
        group.limits()
                .get(change.field())
                .ifPresent(limit -> judgeLimit(change, limit, group.owner(), group.enforcement(change.field())));
    }

    private <T> void judgeLimit(Change<T> change, Limit<T> limit, String owner, Enforcement enforcement) {
        limit.judge(change, proposal)
                .flatMap(objection -> excepted(change, limit, objection))
                .ifPresent(objection -> charges.add(violation(change.field(), objection, owner), enforcement));
    }

    /** What there still is against the change by the exceptions from the limit; the objection where there are none. */
    private <T> Optional<Objection> excepted(Change<T> change, Limit<T> limit, Objection objection) {
        Optional<Objection> still = Optional.of(objection);
        for (Exemption exemption : granted(Limits.RULE + change.field().key())) {
            charges.excepted(exemption);
            if (!(exemption.relief() instanceof Relief.Limit(Limits limits))) {
                return Optional.empty();
            }
            still = limits.get(change.field())
                    .flatMap(other -> other.over(limit).judge(change, proposal));
            if (still.isEmpty()) {
                return still;
            }
        }
        return still;
    }

    private Violation violation(Field<?> field, Objection objection, String owner) {
        String detail = field.key() + " " + objection.what() + " for " + Owners.inWords(owner)
                + (objection.hint().isEmpty() ? "" : "; " + objection.hint());
        Violation violation = Violation.of(Limits.RULE + field.key(), proposal.pointer(field), detail)
                .limit(objection.limit())
                .actual(objection.actual());
        return objection.passes().map(violation::passes).orElse(violation);
    }

    /** An endpoint may not be renamed out of its team, nor into another's claim. */
    private void judgeOwnership(PolicySet policy) {
        String name = proposal.nameAfter();
        if (!proposal.renames() || policy.owner(proposal.endpointId(), name).isOwnedBy(team)) {
            return;
        }
        List<String> owns = team.owns().stream().map(Object::toString).toList();
        String detail = "with the name " + name + " the endpoint would no longer belong to team " + team.name()
                + " alone, which owns " + Objection.names(owns);
        charges.add(
                Violation.of(Standing.OWNERSHIP, proposal.pointer(Field.NAME), detail)
                        .limit(owns)
                        .actual(name)
                        .passes(names(owns)),
                Enforcement.DENY);
    }

    private static List<String> names(List<String> owns) {
        return owns.stream()
                .filter(selector -> selector.startsWith(Selector.NAME))
                .map(selector -> selector.substring(Selector.NAME.length()))
                .toList();
    }
}
