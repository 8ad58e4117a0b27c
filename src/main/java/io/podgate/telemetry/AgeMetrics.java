package io.podgate.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Gauges of how old a picture is and which policy holds. Whoever owns the fact hands over a way to ask for it. */
@Singleton
public final class AgeMetrics {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final MultiGauge policy;
    private final AtomicLong reloadFailures = new AtomicLong();

    AgeMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.policy = MultiGauge.builder("podgate.policy.info")
                .description("1 for the revision in force")
                .register(registry);
        FunctionCounter.builder("podgate.policy.reload.failures", reloadFailures, AtomicLong::doubleValue)
                .description("Policy changes that could not be loaded; the last good revision stayed")
                .register(registry);
    }

    /** Seconds since what the supplier tells; NaN while it tells nothing. */
    public void age(String name, Supplier<Optional<Instant>> since) {
        age(name, Tags.empty(), since);
    }

    /** The same of an issuer's keys. */
    public void keysAge(String issuer, Supplier<Optional<Instant>> read) {
        age("podgate.issuer.keys.age.seconds", Tags.of("issuer", issuer), read);
    }

    private void age(String name, Tags tags, Supplier<Optional<Instant>> since) {
        Gauge.builder(
                        name,
                        since,
                        source -> source.get()
                                .map(at -> (clock.millis() - at.toEpochMilli()) / 1000.0)
                                .orElse(Double.NaN))
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    public void policyInForce(String revision) {
        policy.register(List.of(MultiGauge.Row.of(Tags.of("revision", revision), 1)), true);
    }

    /** How many mistakes are in the policy files as they stand; none where what stands there is in force. */
    public void policyErrors(Supplier<Integer> errors) {
        Gauge.builder("podgate.policy.errors", errors, Supplier::get)
                .description("Mistakes in the policy files as they stand; the last good revision holds")
                .strongReference(true)
                .register(registry);
    }

    /** How many issuers the policy names that are not configured. */
    public void issuersMissing(Supplier<Integer> missing) {
        Gauge.builder("podgate.issuers.missing", missing, Supplier::get)
                .description("Issuers that the policy names and the configuration does not have")
                .strongReference(true)
                .register(registry);
    }

    public void policyReloadFailed() {
        reloadFailures.incrementAndGet();
    }
}
