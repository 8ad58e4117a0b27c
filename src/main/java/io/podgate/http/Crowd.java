package io.podgate.http;

import io.podgate.policy.Caller;
import io.podgate.policy.Role;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests of callers are under way at once. Whoever comes when that is too many is sent away once it is known
 * who it is, and before its body is read, so that load beyond what the gateway can carry costs little and never its
 * memory.
 */
@Singleton
public final class Crowd {

    /** The platform's share on top, an eighth: its brake works when callers have taken all places. */
    private static final int BRAKE_SHIFT = 3;

    private final AtomicInteger inside = new AtomicInteger();
    private final int most;

    Crowd(HttpConfig config) {
        this.most = config.maxInFlight();
    }

    /** Whether there was a place; it is free again when the answer has been written, or the connection has gone. */
    public boolean enters(RoutingContext context, Optional<Caller> caller) {
        boolean platform = caller.filter(known -> known.role() == Role.PLATFORM).isPresent();
        int bound = platform ? most + Math.max(1, most >> BRAKE_SHIFT) : most;
        if (inside.incrementAndGet() > bound) {
            inside.decrementAndGet();
            return false;
        }
        context.addEndHandler(ended -> inside.decrementAndGet());
        return true;
    }
}
