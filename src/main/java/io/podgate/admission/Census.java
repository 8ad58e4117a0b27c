package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what all endpoints take of the budgets and tells the ledger: after each list, so that what changed behind the
 * gateway's back is picked up, and after each change of the policy, whose lines may be others.
 */
public final class Census {

    private final Ledger ledger;
    private final Fleet fleet;
    private final PolicySource policies;
    private final Catalogs catalogs;
    private final FleetListener listener;

    /** The revision by which the fleet was last counted; written by the rounds alone. */
    private volatile @Nullable String counted;

    public Census(
            Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, FleetListener listener) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.policies = policies;
        this.catalogs = catalogs;
        this.listener = listener;
    }

    /** Whether the ledger knows what all endpoints take by this policy's lines. */
    boolean covers(PolicySet policy) {
        return policy.revision().equals(counted);
    }

    /** Lists RunPod's endpoints and counts them. A list that fails leaves all as it was. */
    public Uni<Void> take(Deadline deadline) {
        Map<String, Endpoint> before = new HashMap<>();
        fleet.all().forEach(sighting -> before.put(sighting.endpoint().id(), sighting.endpoint()));
        return ledger.mark()
                .chain(mark -> fleet.refresh(deadline).chain(listed -> {
                    listed.ifPresent(all -> all.forEach(sighting -> compare(before, sighting)));
                    return listed.isPresent() ? count(mark, fleet.all()) : Uni.createFrom().voidItem();
                }));
    }

    /** Counts anew what is known, where the policy has changed since the last time. */
    public Uni<Void> recount() {
        Optional<PolicySet> policy = policies.current();
        if (counted == null || policy.isEmpty() || covers(policy.get())) {
            return Uni.createFrom().voidItem();
        }
        return ledger.mark().chain(mark -> count(mark, fleet.all()));
    }

    private Uni<Void> count(long mark, Collection<Sighting> sightings) {
        Optional<PolicySet> policy = policies.current();
        if (policy.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, Claim> claims = new HashMap<>();
        for (Sighting sighting : sightings) {
            Endpoint endpoint = sighting.endpoint();
            claims.put(endpoint.id(), Judgement.claim(policy.get(), endpoint, catalogs));
        }
        return ledger.seed(mark, claims).invoke(() -> counted = policy.get().revision());
    }

    /** What a list shows otherwise than it was last seen, and that is later than any update of ours, is not ours. */
    private void compare(Map<String, Endpoint> before, Sighting listed) {
        Endpoint was = before.get(listed.endpoint().id());
        boolean stillCurrent = fleet.known(listed.endpoint().id())
                .filter(known -> known.at().equals(listed.at()))
                .isPresent();
        if (was != null && stillCurrent && !was.config().equals(listed.endpoint().config())) {
            listener.changedOutOfBand(was, listed.endpoint());
        }
    }
}
