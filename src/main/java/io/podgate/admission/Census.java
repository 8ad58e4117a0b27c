package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what all endpoints take of the budgets and tells the ledger: by each list, so that what changed behind the
 * gateway's back is picked up, and by one more after each change of the policy, whose lines may be others.
 */
public final class Census {

    /** Whoever counts again because of others who count otherwise leaves some of RunPod's quota to the rest. */
    private static final int ROUNDS_BETWEEN = 10;

    private final Ledger ledger;
    private final Fleet fleet;
    private final PolicySource policies;
    private final Catalogs catalogs;
    private final Lookout lookout;

    /** What the fleet is counted by, the very prices. */
    private record Count(String revision, Catalog catalog) {}

    /** The policy's revision by whose lines the ledger has the fleet. */
    private volatile @Nullable String counted;

    private volatile boolean begun;
    private volatile boolean again;
    private int rounds;

    /** What a count was last begun for because it had changed. */
    private volatile @Nullable Count tried;

    public Census(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, Lookout lookout) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.policies = policies;
        this.catalogs = catalogs;
        this.lookout = lookout;
    }

    /**
     * The ledger does not have the fleet by this policy's books, so it is listed and counted once more, before long.
     */
    void miscounted() {
        again = true;
    }

    /** Whether counting the fleet was tried, with or without success. */
    public boolean begun() {
        return begun;
    }

    /** Whether the ledger has been told what all endpoints take by this policy's lines. */
    public boolean counted(PolicySet policy) {
        return policy.revision().equals(counted);
    }

    /** Whether it was told so recently enough to let anything grow by it. */
    boolean covers(PolicySet policy) {
        return counted(policy) && fleet.listedRecently();
    }

    /**
     * A list, and where the ledger stood before it.
     *
     * @param mark a later word of the ledger than this is not undone by the list
     */
    public record Taken(long mark, Listing listing) {}

    /** Lists RunPod's endpoints and counts them. A list that fails leaves all as it was. */
    public Uni<Optional<Taken>> take(Deadline deadline) {
        return ledger.mark()
                .chain(mark -> fleet.refresh(Errand.ofTheHouse(deadline)).chain(reply -> {
                    if (reply instanceof Reply.Answered<Listing>(Listing listing, Upstream upstream)) {
                        return counted(mark).replaceWith(Optional.of(new Taken(mark, listing)));
                    }
                    return Uni.createFrom().item(Optional.<Taken>empty());
                }));
    }

    /** Counts by a list that another replica has made. One that cannot be read leaves all as it was. */
    public Uni<Void> adopt(Noticeboard.Notice list) {
        return fleet.adopt(list, id -> ledger.isAhead(id, list.mark()))
                .map(listing -> counted(list.mark()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> counted(long mark) {
        return lookout.look().chain(() -> count(mark, fleet.all()));
    }

    /**
     * Lists and counts anew where policy or prices have changed since the last time. What is known already would not
     * do: the ledger may have had a later word from another replica than the pictures here. A list that fails is left
     * to the next round.
     */
    @SuppressWarnings("ReferenceEquality") // identity is cheap to compare; a false miss only costs time
    public Uni<Void> recount(Deadline deadline) {
        Optional<PolicySet> policy = policies.current();
        if (policy.isEmpty() || !fleet.listedRecently()) {
            return Uni.createFrom().voidItem();
        }
        Count wanted = new Count(policy.get().revision(), catalogs.current());
        rounds++;
        if (again && rounds >= ROUNDS_BETWEEN) {
            again = false;
            rounds = 0;
            tried = null;
        }
        Count begun = tried;
        if (begun != null && begun.revision().equals(wanted.revision()) && begun.catalog() == wanted.catalog()) {
            return Uni.createFrom().voidItem();
        }
        tried = wanted;
        return take(deadline).replaceWithVoid();
    }

    private Uni<Void> count(long mark, Collection<Sighting> sightings) {
        Optional<PolicySet> policy = policies.current();
        if (policy.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String revision = policy.get().revision();
        Map<String, Claim> claims = new HashMap<>();
        for (Sighting sighting : sightings) {
            Endpoint endpoint = sighting.endpoint();
            Optional<Claim> claim = Judgement.claim(policy.get(), endpoint, catalogs);
            if (claim.isEmpty()) {
                begun = true;
                return Uni.createFrom().voidItem();
            }
            claims.put(endpoint.id(), claim.get());
        }
        return ledger.seed(new Ledger.Tally(
                        mark, claims, fleet.unread(), policy.get().books()))
                .invoke(done -> {
                    begun = true;
                    if (done) {
                        counted = revision;
                    } else if (ledger.reachable()) {
                        miscounted();
                    }
                })
                .replaceWithVoid();
    }
}
