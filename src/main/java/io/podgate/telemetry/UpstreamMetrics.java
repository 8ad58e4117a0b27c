package io.podgate.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.podgate.admission.TrailListener;
import io.podgate.admission.UpstreamListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts what talking to RunPod takes, and what could not be recorded. */
@Singleton
final class UpstreamMetrics implements UpstreamListener, TrailListener {

    private static final Logger LOG = Logger.getLogger(UpstreamMetrics.class);

    private record Request(String operation, String status) {}

    private final MeterRegistry registry;
    private final Counter auditFailures;
    private final AtomicInteger breaker = new AtomicInteger();
    private final AtomicLong auditSeq = new AtomicLong();
    private final Map<Request, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Timer> times = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> quotas = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lines = new ConcurrentHashMap<>();

    UpstreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.auditFailures = Counter.builder("podgate.audit.failures")
                .description("Records that could not be written")
                .register(registry);
        Gauge.builder("podgate.audit.seq", auditSeq, AtomicLong::get)
                .description("The number of the last record that this process has written into its chain")
                .register(registry);
        Gauge.builder("podgate.upstream.breaker.state", breaker, AtomicInteger::get)
                .description("0 closed, 1 half-open, 2 open")
                .register(registry);
    }

    @Override
    public void exchanged(String operation, String status, Duration time) {
        requests.computeIfAbsent(new Request(operation, status), this::counter).increment();
        times.computeIfAbsent(operation, this::timer).record(time);
    }

    @Override
    public void retried(String reason) {
        registry.counter("podgate.upstream.retries", "reason", reason).increment();
    }

    @Override
    public void breaker(String state) {
        LOG.infof("the circuit breaker to RunPod is %s", state);
        breaker.set(
                switch (state) {
                    case "open" -> 2;
                    case "half-open" -> 1;
                    default -> 0;
                });
    }

    @Override
    public void quota(String window, long remaining) {
        quotas.computeIfAbsent(window, this::gauge).set(remaining);
    }

    @Override
    public void waiting(String team, int exchanges) {
        lines.computeIfAbsent(team, this::line).set(exchanges);
    }

    @Override
    public void failed(int records) {
        auditFailures.increment(records);
    }

    @Override
    public void stands(long seq) {
        auditSeq.set(seq);
    }

    private Counter counter(Request request) {
        return Counter.builder("podgate.upstream.requests")
                .description("Attempts by operation and HTTP status")
                .tag("operation", request.operation())
                .tag("status", request.status())
                .register(registry);
    }

    private Timer timer(String operation) {
        return Timer.builder("podgate.upstream")
                .description("Time of one attempt")
                .tag("operation", operation)
                .register(registry);
    }

    private AtomicLong line(String team) {
        return registry.gauge("podgate.upstream.waiting", List.of(Tag.of("team", team)), new AtomicLong());
    }

    private AtomicLong gauge(String window) {
        return registry.gauge("podgate.upstream.quota.remaining", List.of(Tag.of("window", window)), new AtomicLong());
    }
}
