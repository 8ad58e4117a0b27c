package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges one proposal of one team's caller, line by line, and collects everything that speaks against it. */
final class Judge {

    private static final String FIELDS = "fields";

    private final Caller caller;
    private final Team team;
    private final Proposal proposal;
    private @Nullable List<Violation> violations;

    private Judge(Caller caller, Team team, Proposal proposal) {
        this.caller = caller;
        this.team = team;
        this.proposal = proposal;
    }

    static Verdict judge(PolicySet policy, Caller caller, Team team, Proposal proposal) {
        return new Judge(caller, team, proposal).against(policy);
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
        return new Verdict(violations, List.of());
    }

    private Verdict against(PolicySet policy) {
        List<LimitOverride> overrides = team.overridesOf(proposal.endpointId(), proposal.nameAfter());
        for (Change<?> change : proposal.changes()) {
            judgeField(change.field());
            judgeLimit(change, overrides);
        }
        judgeRename(overrides);
        judgeOwnership(policy);
        return violations == null ? Verdict.ALLOWED : new Verdict(violations, List.of());
    }

    private void judgeField(Field<?> field) {
        if (!proposal.fromTemplate().contains(field) || !mayChange(Field.TEMPLATE)) {
            forbidden(field, proposal.pointer(field)).ifPresent(this::add);
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
     * A new name neither leaves a tighter override behind nor slips into one: what changes is judged by the old name's
     * limits too, and what stands by those that only the new name brings.
     */
    private void judgeRename(List<LimitOverride> after) {
        if (proposal.nameAfter().equals(proposal.nameBefore())) {
            return;
        }
        List<LimitOverride> before = team.overridesOf(proposal.endpointId(), proposal.nameBefore());
        if (!before.equals(after)) {
            proposal.changes().forEach(change -> judgeLimit(change, before));
        }
        for (LimitOverride entered : after) {
            if (!before.contains(entered)) {
                entered.limits().fields().forEach(field -> judgeStanding(field, after));
            }
        }
    }

    private <T> void judgeStanding(Field<T> field, List<LimitOverride> overrides) {
        proposal.after()
                .get(field)
                .ifPresent(
                        value -> judgeLimit(new Change<>(field, Optional.empty(), value, Direction.GROWS), overrides));
    }

    private <T> void judgeLimit(Change<T> change, List<LimitOverride> overrides) {
        Field<T> field = change.field();
        team.limit(field, overrides)
                .flatMap(limit -> limit.judge(change, proposal))
                .ifPresent(objection -> add(violation(field, objection)));
    }

    private Violation violation(Field<?> field, Objection objection) {
        String detail = field.key() + " " + objection.what() + " for team " + team.name()
                + (objection.hint().isEmpty() ? "" : "; " + objection.hint());
        Violation violation = Violation.of("limits." + field.key(), proposal.pointer(field), detail)
                .limit(objection.limit())
                .actual(objection.actual());
        return objection.passes().map(violation::passes).orElse(violation);
    }

    /** An endpoint may not be renamed out of its team, nor into another's claim. */
    private void judgeOwnership(PolicySet policy) {
        String name = proposal.nameAfter();
        if (name.equals(proposal.nameBefore())
                || policy.owner(proposal.endpointId(), name).isOwnedBy(team)) {
            return;
        }
        List<String> owns = team.owns().stream().map(Object::toString).toList();
        String detail = "with the name " + name + " the endpoint would no longer belong to team " + team.name()
                + " alone, which owns " + Objection.names(owns);
        add(Violation.of("ownership", proposal.pointer(Field.NAME), detail)
                .limit(owns)
                .actual(name)
                .passes(names(owns)));
    }

    private static List<String> names(List<String> owns) {
        return owns.stream()
                .filter(selector -> selector.startsWith(Selector.NAME))
                .map(selector -> selector.substring(Selector.NAME.length()))
                .toList();
    }

    private void add(Violation violation) {
        if (violations == null) {
            violations = new ArrayList<>();
        }
        if (!violations.contains(violation)) {
            violations.add(violation);
        }
    }
}
