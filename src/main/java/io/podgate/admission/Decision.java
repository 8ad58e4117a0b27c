package io.podgate.admission;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Leniency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided about an update, and what came of it.
 *
 * @param team whose endpoint it is, as far as that was found out: the caller's team, or the one whose endpoint the
 *     platform updates
 * @param changes what differs, as far as it was found out
 * @param violations of the policy, by their rules
 * @param warnings for the caller, one sentence each
 * @param warnedBy the policy's rules of which {@code warnings} speak, each once
 * @param leniency what the policy let pass that it has something to say about
 * @param cost empty where it did not come to a price
 * @param differences fields of which RunPod's answer shows something else than what was intended
 * @param ownTime what the decision took, RunPod excluded
 */
public record Decision(
        UpdateRequest request,
        Optional<String> team,
        Instant time,
        String policyRevision,
        List<Change<?>> changes,
        List<Violation> violations,
        List<String> warnings,
        List<String> warnedBy,
        Leniency leniency,
        Optional<Cost> cost,
        Outcome outcome,
        Optional<CallerLimits.Allowance> allowance,
        Upstream upstream,
        Set<Field<?>> differences,
        Duration ownTime) {

    /** Which decision its answer names: the first one's where it is a replay, which is its own only in the trail. */
    public String answersFor() {
        return outcome instanceof Outcome.Replayed(String first, Outcome _) ? first : request.decisionId();
    }

    /** {@code allow}, {@code deny} or {@code unchanged}; empty where it did not come to a judgement. */
    public Optional<String> verdict() {
        return switch (outcome) {
            case Outcome.Denied d -> Optional.of("deny");
            case Outcome.Forbidden f -> Optional.of("deny");
            case Outcome.DryRun d when !violations.isEmpty() -> Optional.of("deny");
            case Outcome.DryRun d when changes.isEmpty() -> Optional.of("unchanged");
            case Outcome.Unchanged u -> Optional.of("unchanged");
            case Outcome.Applied a -> Optional.of("allow");
            case Outcome.DryRun d -> Optional.of("allow");
            case Outcome.Rejected r -> Optional.of("allow");
            case Outcome.Failed f -> Optional.of("allow");
            case Outcome.Unknown u -> Optional.of("allow");
            case Outcome.Unavailable u -> Optional.empty();
            case Outcome.StateUnavailable s -> Optional.empty();
            case Outcome.LedgerUnavailable l -> Optional.empty();
            case Outcome.Replayed r -> Optional.of("allow");
            case Outcome.InProgress i -> Optional.empty();
            case Outcome.KeyReused k -> Optional.empty();
            case Outcome.PreconditionFailed p -> Optional.empty();
            case Outcome.Overloaded o -> Optional.empty();
            case Outcome.Bug b -> Optional.empty();
            case Outcome.Refused r -> Optional.empty();
            case Outcome.Malformed m -> Optional.empty();
            case Outcome.Invalid i -> Optional.empty();
            case Outcome.NotFound n -> Optional.empty();
            case Outcome.RateLimited r -> Optional.empty();
        };
    }
}
