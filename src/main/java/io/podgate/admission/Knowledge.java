package io.podgate.admission;

import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import java.util.Optional;

/**
 * What has to be known of the world: growth never passes on a catalogue, a fleet or a bill that is missing or too old.
 */
record Knowledge(Admission.Ports ports, PolicySet policy) {

    /** How an update ends for want of it; empty where all is known that this one depends on. */
    Optional<Outcome> missing(Judgement judgement) {
        return unknownFreezes(judgement)
                .or(() -> missingCatalog(judgement))
                .or(() -> judgement.bill().demands().isEmpty() || ports.census().covers(policy)
                        ? Optional.empty()
                        : untold("the account's endpoints, which count for its budgets"))
                .or(() -> judgement.bill().needsSpending() && !ports.bills().fresh()
                        ? unknown("what RunPod has billed this month")
                        : Optional.empty());
    }

    private Optional<Outcome> unknownFreezes(Judgement judgement) {
        return judgement.onlyShrinks()
                        || judgement.changes().isEmpty()
                        || ports.freezes().known().isPresent()
                ? Optional.empty()
                : untold("whether anything is frozen");
    }

    /** Where the ledger is away, that is why. */
    private Optional<Outcome> untold(String what) {
        return ports.ledger().reachable()
                ? unknown(what)
                : Optional.of(new Outcome.LedgerUnavailable("the ledger cannot be reached"));
    }

    /** Without prices nothing can be said about money; that is no reason to deny, but one to come back. */
    private Optional<Outcome> missingCatalog(Judgement judgement) {
        if (ports.catalogs().fresh()) {
            return cardsGrow(judgement.proposal()) && cardsUnknown(judgement.proposal())
                    ? unknown("RunPod's catalogue of GPU types")
                    : Optional.empty();
        }
        if (cardsGrow(judgement.proposal())) {
            return unknown("RunPod's catalogue of GPU types");
        }
        return judgement.bill().needsPrices() ? unknown("RunPod's prices") : Optional.empty();
    }

    private static boolean cardsGrow(Proposal proposal) {
        return proposal.changes().stream()
                .anyMatch(change -> change.field() == Field.GPU_TYPES && change.direction() == Direction.GROWS);
    }

    private static boolean cardsUnknown(Proposal proposal) {
        return proposal.catalog().isEmpty()
                && !(proposal.after().get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Types);
    }

    private static Optional<Outcome> unknown(String what) {
        return Optional.of(new Outcome.StateUnavailable(what, Endings.SOON));
    }
}
