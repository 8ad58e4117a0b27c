package io.podgate.app;

import io.podgate.admission.Census;
import io.podgate.admission.Deadline;
import io.podgate.admission.DriftWatch;
import io.podgate.admission.Freezes;
import io.podgate.admission.Latecomers;
import io.podgate.admission.Lookout;
import io.podgate.admission.Rota;
import io.podgate.admission.Settler;
import io.podgate.runpod.RunpodBeans;
import io.podgate.runpod.RunpodConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What is done again and again: look at RunPod, count what its endpoints take, settle what was left open. */
@Singleton
final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final RunpodBeans runpod;
    private final RunpodConfig config;
    private final Rota rota;
    private final Census census;
    private final Settler settler;
    private final Latecomers latecomers;
    private final Lookout lookout;
    private final Freezes freezes;
    private final DriftWatch drift;

    Rounds(
            RunpodBeans runpod,
            RunpodConfig config,
            Rota rota,
            Census census,
            Settler settler,
            Latecomers latecomers,
            Lookout lookout,
            Freezes freezes,
            DriftWatch drift) {
        this.runpod = runpod;
        this.config = config;
        this.rota = rota;
        this.census = census;
        this.settler = settler;
        this.latecomers = latecomers;
        this.lookout = lookout;
        this.freezes = freezes;
        this.drift = drift;
    }

    /** The scheduler's first second may be a long one for whoever waits until the gateway is ready. */
    void begin(@Observes StartupEvent event, Vertx vertx) {
        vertx.getOrCreateContext()
                .runOnContext(now -> takeFirstLook()
                        .subscribe()
                        .with(done -> {}, bug -> LOG.error("the first look at RunPod has failed", bug)));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> takeFirstLook() {
        return runpod.takeFirstLook().chain(this::recount);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> listFleet() {
        return runpod.awaited().isEmpty()
                ? rota.tick(Deadline.in(config.deadline()))
                : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> recount() {
        return runpod.awaited().isEmpty()
                ? census.recount(Deadline.in(config.deadline()))
                : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> settle() {
        return runpod.awaited().isEmpty()
                ? settler.settleAll()
                : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookForFreezes() {
        return freezes.look();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookForDrift() {
        return drift.look();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookForLatecomers() {
        return latecomers.look();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookForForeignChanges() {
        return lookout.look();
    }
}
