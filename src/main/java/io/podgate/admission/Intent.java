package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Change;
import io.podgate.policy.Leniency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An update that was judged and is about to be sent.
 *
 * @param team whose endpoint it is, whoever asked for it; empty where that is nobody's
 * @param leniency what the policy let pass that it has something to say about
 * @param before what the endpoint takes of each budget line as it stands
 * @param after what it would take
 * @param demands the lines on which it grows, with their caps
 * @param onlyShrinks whether it may be sent even where nothing can be reserved or recorded
 * @param mixed whether the endpoint may take more than both before and after where another update is sent before it is
 *     known what came of this one, and each leaves something of the other: see {@link Usage#mixesWith}
 * @param picture the ledger's word that the picture of the endpoint rests on, see {@link Ledger#picture}
 * @param holds how long a forward may take at most; the endpoint is locked for that long
 * @param bypassed whether it is sent although nothing could be opened for it; only what shrinks is
 * @param fingerprint tells this update from any other, whoever wrote it; values of variables only as keyed digests
 */
public record Intent(
        UpdateRequest request,
        Optional<String> team,
        Instant time,
        String policyRevision,
        List<Change<?>> changes,
        List<String> warnings,
        Leniency leniency,
        Cost cost,
        Claim before,
        Claim after,
        List<Demand> demands,
        boolean onlyShrinks,
        boolean mixed,
        boolean bypassed,
        long picture,
        Duration holds,
        Optional<IdempotencyKey> idempotencyKey,
        String fingerprint) {

    public Intent {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
        demands = List.copyOf(demands);
    }

    /** The same, sent past the ledger. */
    public Intent bypassing() {
        return new Intent(
                request,
                team,
                time,
                policyRevision,
                changes,
                warnings,
                leniency,
                cost,
                before,
                after,
                demands,
                onlyShrinks,
                mixed,
                true,
                picture,
                holds,
                idempotencyKey,
                fingerprint);
    }

    public String decisionId() {
        return request.decisionId();
    }

    public String endpointId() {
        return request.endpointId();
    }

    /**
     * What stands for the endpoint once this is opened. What grows on no line takes nothing off before it is done: its
     * picture may be an old one, or one without prices.
     *
     * @param stands what has stood for it in the ledger
     */
    public Claim standing(Claim stands) {
        return demands.isEmpty() ? before.max(stands) : before;
    }
}
