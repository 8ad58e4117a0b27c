package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** As it passes for everybody. */
final class RealTiming implements Timing {

    static final Timing INSTANCE = new RealTiming();

    /** The shortest that timers know. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private RealTiming() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(time.compareTo(SHORTEST) < 0 ? SHORTEST : time);
    }

    @Override
    public void soon(Runnable work) {
        Infrastructure.getDefaultExecutor().execute(work);
    }

    @Override
    public double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
