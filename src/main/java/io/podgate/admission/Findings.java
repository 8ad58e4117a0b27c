package io.podgate.admission;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Leniency;
import io.podgate.policy.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the steps of one passage find out, collected for its decision. Used by one request, one step after the other.
 */
final class Findings {

    private final UpdateRequest request;
    private final String policyRevision;
    private final List<String> warnings;
    private final Set<String> warnedBy = new LinkedHashSet<>();

    private Optional<String> team;
    private Upstream upstream = Upstream.NONE;
    private Optional<CallerLimits.Allowance> allowance = Optional.empty();
    private List<Change<?>> changes = List.of();
    private List<Violation> violations = List.of();
    private Optional<Cost> cost = Optional.empty();
    private Set<Field<?>> differences = Set.of();
    private Leniency leniency = Leniency.NONE;

    Findings(UpdateRequest request, String policyRevision) {
        this.request = request;
        this.policyRevision = policyRevision;
        this.team = request.caller().team();
        this.warnings = new ArrayList<>(request.warnings());
    }

    /** Whose endpoint it is. */
    void team(Optional<String> owner) {
        team = owner;
    }

    Optional<String> team() {
        return team;
    }

    /** RunPod was only read. */
    void read(Reply<?> reply) {
        upstream = reply.upstream().asRead().after(upstream);
    }

    /** The update was sent. */
    void sent(Reply<?> reply) {
        upstream = reply.upstream().after(upstream);
    }

    void warn(List<String> more) {
        for (String warning : more) {
            warn(warning);
        }
    }

    void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** Lines of budgets that are nearly used up. */
    void warnOfBudgets(List<Warning> more) {
        for (Warning said : more) {
            warnedBy.add(said.rule());
            warn(said.detail());
        }
    }

    /** What the policy lets pass; the caller is told of it as far as it says so. */
    void tolerate(Leniency found) {
        leniency = found;
        warn(found.warnings());
    }

    Leniency leniency() {
        return leniency;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void changes(List<Change<?>> found) {
        changes = found;
    }

    List<Change<?>> changes() {
        return changes;
    }

    void violations(List<Violation> found) {
        violations = found;
    }

    void cost(Cost found) {
        cost = Optional.of(found);
    }

    void differences(Set<Field<?>> found) {
        differences = found;
        found.forEach(field -> warn("RunPod's answer shows another " + field + " than what was asked for"));
    }

    Optional<CallerLimits.Allowance> allowance() {
        return allowance;
    }

    void allowance(CallerLimits.Allowance taken) {
        allowance = Optional.of(taken);
    }

    /** All of it, with the outcome that it came to. */
    Decision decision(Outcome outcome, Instant time, Duration elapsed) {
        Duration own = elapsed.minus(upstream.time());
        return new Decision(
                request,
                team,
                time,
                policyRevision,
                changes,
                reasons(outcome),
                warnings(),
                List.copyOf(warnedBy),
                leniency,
                cost,
                outcome,
                allowance,
                upstream,
                differences,
                own.isNegative() ? Duration.ZERO : own);
    }

    /** Why not, whoever said so. */
    private List<Violation> reasons(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Forbidden forbidden ->
                List.of(Violation.at("", "the role " + request.caller().role().key() + " does not update endpoints"));
            case Outcome.Refused refused -> List.of(Violation.at("", refused.detail()));
            case Outcome.Malformed malformed -> List.of(malformed.where());
            case Outcome.Invalid invalid -> invalid.violations();
            default -> violations;
        };
    }
}
