package io.podgate.memory;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.podgate.admission.CallerLimits;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Timing;
import io.podgate.policy.Caller;
import io.podgate.policy.Rate;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Callers' limits as token buckets in memory, one set a caller and rate: a reload that changes a rate starts a full
 * bucket, one that does not changes nothing.
 */
public final class CallerBuckets implements CallerLimits {

    private record Key(String caller, Draw draw, Rate rate) {}

    private record Meter(Timing timing) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return timing.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    private final LimitListener listener;

    private final TimeMeter meter;

    public CallerBuckets(LimitListener listener, Timing timing) {
        this.listener = listener;
        this.meter = new Meter(timing);
    }

    @Override
    public Uni<Allowance> take(Caller caller, Draw draw) {
        Allowance allowance = drawn(caller, draw);
        if (!allowance.granted()) {
            listener.turnedAway(caller);
        }
        return Uni.createFrom().item(allowance);
    }

    private Allowance drawn(Caller caller, Draw draw) {
        return switch (draw) {
            case READ -> take(caller, draw, caller.readLimit());
            case UPDATE -> take(caller, draw, caller.rateLimit());
            case SHRINK -> {
                Allowance usual = take(caller, Draw.UPDATE, caller.rateLimit());
                yield usual.granted() ? usual : usual.orFrom(take(caller, Draw.SHRINK, caller.rateLimit()));
            }
        };
    }

    private Allowance take(Caller caller, Draw draw, Rate rate) {
        Bucket bucket = buckets.computeIfAbsent(new Key(caller.name(), draw, rate), key -> full(rate));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Allowance(
                probe.isConsumed(),
                rate.count(),
                rate.period(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full(Rate rate) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.period()))
                .build();
    }
}
