package io.podgate.simulation;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** The time of one process: nothing that it waits for comes after its end. */
final class Life implements Timing {

    private static final Duration SOON = Duration.ofNanos(200_000);

    private final Scheduler scheduler;
    private final Chance chance;
    private long end = Long.MAX_VALUE;

    Life(Scheduler scheduler, Chance chance) {
        this.scheduler = scheduler;
        this.chance = chance;
    }

    void end() {
        end = scheduler.nanoTime();
    }

    boolean isOver() {
        return end != Long.MAX_VALUE;
    }

    /** Whether it has been over for longer than that. */
    boolean isOverSince(Duration time) {
        return isOver() && scheduler.nanoTime() - end > time.toNanos();
    }

    Scheduler.Event later(Duration time, Runnable work) {
        return scheduler.after(time, () -> {
            if (!isOver()) {
                work.run();
            }
        });
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom().emitter(emitter -> {
            Scheduler.Event over = later(time, () -> emitter.complete(null));
            emitter.onTermination(over::callOff);
        });
    }

    @Override
    public void soon(Runnable work) {
        later(chance.upTo(SOON), work);
    }

    @Override
    public double chance() {
        return chance.next();
    }
}
