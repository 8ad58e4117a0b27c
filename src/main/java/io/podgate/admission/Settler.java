package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.endpoint.EndpointConfig;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    private final Timing timing;

    public Settler(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, Timing timing) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.policies = policies;
        this.catalogs = catalogs;
        this.timing = timing;
    }

    /** Everything whose time has come. */
    public Uni<Void> settleAll() {
        return ledger.unsettled().chain(all -> each(all, timing.deadline(ONE_LOOK)));
    }

    /** What is open of one endpoint, so that an update of it can go on. */
    public Uni<Void> settleOf(String endpointId, Deadline deadline) {
        return ledger.unsettledOf(endpointId).chain(all -> each(all, deadline));
    }

    /** What a look at RunPod came to, for an update whose end was not known. */
    public enum Look {
        /** It is settled. */
        SETTLED,
        /** It may still land: RunPod does not show it, or what it shows may be a later update's doing. */
        MAY_LAND,
        /** RunPod could not be read. */
        UNREAD
    }

    /** One decision, whether or not its time has come. Empty where nothing is open of it whose forward is over. */
    public Uni<Optional<Look>> settle(String decisionId, Deadline deadline) {
        return ledger.unsettledOf(decisionId)
                .chain(all -> all.stream()
                        .filter(unsettled -> unsettled.decisionId().equals(decisionId))
                        .findFirst()
                        .map(unsettled -> one(unsettled, deadline).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Void> each(List<Unsettled> all, Deadline deadline) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Unsettled unsettled : all) {
            done = done.chain(() -> one(unsettled, deadline)).replaceWithVoid();
        }
        return done;
    }

    private Uni<Look> one(Unsettled unsettled, Deadline deadline) {
        return fleet.fetch(unsettled.endpointId(), Errand.ofTheHouse(deadline)).chain(reply -> switch (reply) {
            case Reply.Answered<Sighting>(Sighting now, Upstream upstream) -> shown(unsettled, now);
            case Reply.Rejected<Sighting> gone
            when gone.status() == NOT_FOUND -> settled(unsettled, false, Claim.NOTHING);
            case Reply.Rejected<Sighting> r -> later(Look.UNREAD);
            case Reply.Limited<Sighting> l -> later(Look.UNREAD);
            case Reply.Failed<Sighting> f -> later(Look.UNREAD);
            case Reply.Unavailable<Sighting> u -> later(Look.UNREAD);
            case Reply.Overloaded<Sighting> o -> later(Look.UNREAD);
            case Reply.Unsettled<Sighting> u -> later(Look.UNREAD);
        });
    }

    private Uni<Look> shown(Unsettled unsettled, Sighting now) {
        EndpointConfig stands = now.endpoint().config().expanded(catalogs.current());
        boolean applied = unsettled.shownBy().test(stands);
        if (!unsettled.canTell(applied)) {
            return later(Look.MAY_LAND);
        }
        return policies.current()
                .flatMap(policy -> Judgement.claim(policy, now.endpoint(), catalogs))
                .map(claim -> settled(unsettled, applied, claim))
                .orElseGet(() -> later(Look.UNREAD));
    }

    private Uni<Look> settled(Unsettled unsettled, boolean applied, Claim stands) {
        return ledger.settle(unsettled, applied, stands).replaceWith(Look.SETTLED);
    }

    private static Uni<Look> later(Look why) {
        return Uni.createFrom().item(why);
    }
}
