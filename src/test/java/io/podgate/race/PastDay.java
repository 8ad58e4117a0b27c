package io.podgate.race;

import io.podgate.admission.Cost;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Outcome;
import io.podgate.admission.Sighting;
import io.podgate.admission.UpdateRequest;
import io.podgate.admission.Upstream;
import io.podgate.budget.Money;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Violation;
import io.podgate.http.Ids;
import io.podgate.policy.Caller;
import io.podgate.policy.Leniency;
import io.podgate.policy.Role;
import io.podgate.trail.AuditConfig;
import io.podgate.trail.AuditWriter;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A trail of a day as the demo's services might have had it. */
final class PastDay {

    private static final List<Service> SERVICES = List.of(
            new Service("vision", "vision-autoscaler", "jpnw0v75y3qoql", "0.684", 10),
            new Service("vision", "vision-autoscaler", "c4v8m1kq2zr7xy", "0.684", 10),
            new Service("vision", "vision-autoscaler", "lb7q2n9x4m5t1w", "1.116", 10),
            new Service("research", "research-scheduler", "h1k9r4s8d2f6g0", "4.176", 2),
            new Service("research", "research-scheduler", "e3m5b7d9x1c2v4", "1.224", 5),
            new Service("batch", "batch-cron", "r8a2n4k6z0l1q3", "1.908", 5));

    private static final Payload NO_TEXT = Payload.empty();
    private static final int SEED = 11;

    private final Random random = new Random(SEED);

    private record Service(String team, String caller, String endpoint, String price, int most) {}

    /** Written by the gateway's own writer, so that it is a whole chain. */
    static void write(Path data) throws Exception {
        EnvDigest digest = new EnvDigest(() -> new byte[32]);
        AuditConfig config = new AuditConfig() {
            @Override
            public String file() {
                return data.resolve("audit.jsonl").toString();
            }

            @Override
            public String spool() {
                return data.resolve("spool.jsonl").toString();
            }

            @Override
            public MemorySize rotateSize() {
                return new MemorySize(BigInteger.valueOf(1 << 28));
            }

            @Override
            public Duration retain() {
                return Duration.ofDays(90);
            }
        };
        try (AuditWriter trail = new AuditWriter(config, digest, records -> {}, InstantSource.system())) {
            new PastDay().tell(trail, Instant.now());
        }
    }

    private void tell(AuditWriter trail, Instant now) {
        for (Instant time = now.minus(Duration.ofHours(24)); time.isBefore(now.minusSeconds(120)); ) {
            trail.record(decision(SERVICES.get(random.nextInt(SERVICES.size())), time));
            double busy = 1.4 + Math.sin(time.getEpochSecond() / 86400.0 * 2 * Math.PI - 2.2);
            time = time.plusSeconds((long) (60 + random.nextInt(900) / busy));
        }
    }

    private Decision decision(Service service, Instant time) {
        int before = 1 + random.nextInt(service.most());
        boolean refused = random.nextInt(6) == 0;
        int after =
                refused ? service.most() + 1 + random.nextInt(20) : (before + 1 + random.nextInt(3)) % service.most();
        Outcome outcome = outcome(service, after, refused, time);
        List<Violation> violations = outcome instanceof Outcome.Denied(List<Violation> why) ? why : List.of();
        Money price = Money.of(service.price());
        return new Decision(
                request(service),
                Optional.of(service.team()),
                time,
                "4f9e1c6d8188",
                List.of(new Change<>(
                        Field.WORKERS_MAX,
                        Optional.of(before),
                        after,
                        after > before ? Direction.GROWS : Direction.SHRINKS)),
                violations,
                List.of(),
                List.of(),
                Leniency.NONE,
                Optional.of(new Cost(
                        true,
                        price.times(before),
                        price.times(after),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false)),
                outcome,
                Optional.empty(),
                new Upstream(refused ? 0 : 1, Optional.of(200), Optional.empty(), Duration.ofMillis(180)),
                Set.of(),
                Duration.ofMillis(2));
    }

    private Outcome outcome(Service service, int after, boolean refused, Instant time) {
        if (refused) {
            return new Outcome.Denied(List.of(Violation.of(
                            "limits.workersMax",
                            "/workers/max",
                            "workersMax " + after + " is above the limit of " + service.most() + " for team "
                                    + service.team())
                    .limit(service.most())
                    .actual(after)
                    .passes(service.most())));
        }
        return random.nextInt(25) == 0
                ? new Outcome.Failed("RunPod answered 500")
                : new Outcome.Applied(new Sighting(
                        new Endpoint(
                                service.endpoint(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                EndpointConfig.unknown()),
                        NO_TEXT,
                        time));
    }

    private static UpdateRequest request(Service service) {
        return new UpdateRequest(
                Ids.fresh(),
                Ids.fresh(),
                Optional.empty(),
                new Caller(
                        service.caller(),
                        Role.CALLER,
                        Optional.of(service.team()),
                        Caller.DEFAULT_RATE_LIMIT,
                        Caller.DEFAULT_READ_LIMIT,
                        Optional.empty()),
                service.endpoint(),
                "v2",
                EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES).build(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Deadline.in(Duration.ofSeconds(1)));
    }
}
