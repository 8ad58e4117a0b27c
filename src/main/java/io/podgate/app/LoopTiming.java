package io.podgate.app;

import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The machine's clock and chance; who waits on an event loop does so by that loop's own timers, which wake no other
 * thread, and go away with what they were for.
 */
record LoopTiming(Vertx vertx) implements Timing {

    @Override
    public long nanoTime() {
        return Timing.real().nanoTime();
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom()
                .deferred(() -> Context.isOnEventLoopThread()
                        ? timer(time)
                        : Timing.real().pause(time));
    }

    private Uni<Void> timer(Duration time) {
        return Uni.createFrom().emitter(emitter -> {
            long timer =
                    vertx.setTimer(Math.max(1, time.plusNanos(999_999).toMillis()), over -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    @Override
    public void soon(Runnable work) {
        Timing.real().soon(work);
    }

    @Override
    public double chance() {
        return Timing.real().chance();
    }
}
