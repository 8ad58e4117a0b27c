package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Settles what is left open: reads an endpoint back and closes its intent by what RunPod shows. That something is shown
 * counts at once, unless another update was sent after it; all else counts only once nothing can land any more.
 */
public final class Settler {

    private static final int NOT_FOUND = 404;
    private static final Duration ONE_LOOK = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Fleet fleet;
    private final PolicySource policies;
    private final Catalogs catalogs;

    public Settler(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.policies = policies;
        this.catalogs = catalogs;
    }

    /** Everything whose time has come. */
    public Uni<Void> settleAll() {
        return ledger.unsettled().chain(all -> each(all, Deadline.in(ONE_LOOK)));
    }

    /** What is open of one endpoint, so that an update of it can go on. */
    public Uni<Void> settleOf(String endpointId, Deadline deadline) {
        return ledger.unsettledOf(endpointId).chain(all -> each(all, deadline));
    }

    private Uni<Void> each(List<Unsettled> all, Deadline deadline) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Unsettled unsettled : all) {
            done = done.chain(() -> one(unsettled, deadline));
        }
        return done;
    }

    private Uni<Void> one(Unsettled unsettled, Deadline deadline) {
        return fleet.fetch(unsettled.endpointId(), deadline).chain(reply -> switch (reply) {
            case Reply.Answered<Sighting>(Sighting now, Upstream upstream) -> shown(unsettled, now);
            case Reply.Rejected<Sighting> gone
            when gone.status() == NOT_FOUND -> ledger.settle(unsettled, false, Claim.NOTHING);
            case Reply.Rejected<Sighting> r -> later();
            case Reply.Limited<Sighting> l -> later();
            case Reply.Failed<Sighting> f -> later();
            case Reply.Unavailable<Sighting> u -> later();
            case Reply.Overloaded<Sighting> o -> later();
            case Reply.Unsettled<Sighting> u -> later();
        });
    }

    private Uni<Void> shown(Unsettled unsettled, Sighting now) {
        EndpointConfig stands = now.endpoint().config().expanded(catalogs.current());
        boolean applied = unsettled.shownBy().test(stands);
        if (!unsettled.canTell(applied)) {
            return later();
        }
        Claim claim = policies.current()
                .map((PolicySet policy) -> Judgement.claim(policy, now.endpoint(), catalogs))
                .orElse(Claim.NOTHING);
        return ledger.settle(unsettled, applied, claim);
    }

    private static Uni<Void> later() {
        return Uni.createFrom().voidItem();
    }
}
