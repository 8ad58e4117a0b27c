package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first look at RunPod, before which there is nothing to decide on. Readiness waits for its end, be it good or bad,
 * so it is given no more than the time of one attempt.
 */
final class FirstLook {

    private final FleetSnapshot fleet;
    private final LiveCatalog catalog;
    private final Duration atMost;
    private final Timing timing;
    private final AtomicBoolean underWay = new AtomicBoolean();

    FirstLook(FleetSnapshot fleet, LiveCatalog catalog, Duration atMost, Timing timing) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.atMost = atMost;
        this.timing = timing;
    }

    /** What no look has ended at yet. */
    List<String> awaited() {
        List<String> awaited = new ArrayList<>();
        if (!fleet.looked()) {
            awaited.add("RunPod's endpoints");
        }
        if (!catalog.looked()) {
            awaited.add("RunPod's catalogue");
        }
        return awaited;
    }

    /** Looks at both at once; does nothing where nothing is awaited, or somebody else is looking. */
    Uni<Void> take() {
        return Uni.createFrom()
                .deferred(() -> awaited().isEmpty() || !underWay.compareAndSet(false, true)
                        ? Uni.createFrom().voidItem()
                        : look());
    }

    private Uni<Void> look() {
        Deadline deadline = timing.deadline(atMost);
        return Uni.join()
                .all(fleet.refresh(Errand.ofTheHouse(deadline)).replaceWithVoid(), catalog.refresh(deadline))
                .andCollectFailures()
                .onTermination()
                .invoke(() -> underWay.set(false))
                .replaceWithVoid();
    }
}
