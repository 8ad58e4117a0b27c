package io.podgate.simulation;

import io.podgate.admission.Errand;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks for one endpoint after the other under names that there are not, which no snapshot answers. Nothing but
 * RunPod's quota keeps many of a team from asking a lot at once: updates wait for their endpoints' locks, of which
 * there are few.
 */
final class Reader {

    private static final Duration THINKS = Duration.ofSeconds(4);
    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private final Errand.Share share;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Supplier<Optional<Gateway>> gateways;

    Reader(Errand.Share share, Scheduler scheduler, Chance chance, Supplier<Optional<Gateway>> gateways) {
        this.share = share;
        this.scheduler = scheduler;
        this.chance = chance;
        this.gateways = gateways;
    }

    /** As long as that holds. */
    void reads(Supplier<Boolean> on) {
        scheduler.after(chance.upTo(THINKS), () -> {
            if (on.get()) {
                gateways.get().ifPresentOrElse(gateway -> asks(gateway, on), () -> reads(on));
            }
        });
    }

    private void asks(Gateway gateway, Supplier<Boolean> on) {
        Errand errand = new Errand(share, Errand.Urgency.READ, gateway.life().deadline(DEADLINE));
        gateway.room()
                .reads()
                .lookUp(share.name() + chance.below(Integer.MAX_VALUE), seen -> false, errand)
                .subscribe()
                .with(reply -> reads(on));
    }
}
