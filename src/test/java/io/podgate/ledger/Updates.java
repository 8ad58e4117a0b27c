package io.podgate.ledger;

import io.podgate.admission.Cost;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import io.podgate.admission.Sighting;
import io.podgate.admission.UpdateRequest;
import io.podgate.admission.Upstream;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Money;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Routing;
import io.podgate.policy.Caller;
import io.podgate.policy.Leniency;
import io.podgate.policy.Rate;
import io.podgate.policy.Role;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Updates as the pipeline would hand them to a ledger: of {@code workersMax}, in workers of one dollar an hour. */
public final class Updates {

    public static final String TEAM = "vision";
    public static final String MONEY = "team/vision/burnRate";
    public static final String WORKERS = "team/vision/workers";
    public static final Duration HOLDS = Duration.ofSeconds(25);
    public static final String SECRET = "a-secret-value";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Updates() {}

    /** What an endpoint takes with this many workers. */
    public static Claim claim(int workers) {
        return Claim.of(Map.of(MONEY, BigDecimal.valueOf(workers), WORKERS, BigDecimal.valueOf(workers)));
    }

    public static Demand atMost(String line, int cap) {
        return new Demand(line, BigDecimal.valueOf(cap));
    }

    public static EndpointConfig config(int workers) {
        return EndpointConfig.builder()
                .set(Field.NAME, "vision-ocr")
                .set(Field.WORKERS_MAX, workers)
                .set(Field.ENV, new Env(Map.of("TOKEN", SECRET)))
                .build();
    }

    /** An intent that grows where {@code after} is more, demanding at most {@code cap} of both lines. */
    public static Intent intent(String endpointId, int before, int after, int cap, Instant now) {
        List<Demand> demands = after > before ? List.of(atMost(MONEY, cap), atMost(WORKERS, cap)) : List.of();
        return intent(endpointId, claim(before), claim(after), demands, change(before, after), now);
    }

    public static Intent intent(
            String endpointId, Claim before, Claim after, List<Demand> demands, List<Change<?>> changes, Instant now) {
        return new Intent(
                request(endpointId),
                Optional.of(TEAM),
                now,
                "revision",
                "",
                changes,
                List.of(),
                Leniency.NONE,
                new Cost(
                        true,
                        Money.ZERO,
                        Money.of("1.5"),
                        Optional.empty(),
                        Optional.of(Money.of("20")),
                        Optional.empty(),
                        false),
                before,
                after,
                demands,
                Change.onlyShrinks(changes),
                false,
                false,
                0,
                HOLDS,
                Optional.empty(),
                "fingerprint");
    }

    public static List<Change<?>> change(int before, int after) {
        return Change.between(config(before), config(after));
    }

    public static Intent keyed(Intent intent, String key, String fingerprint) {
        IdempotencyKey named = new IdempotencyKey(TEAM, intent.endpointId(), key);
        return with(intent, intent.mixed(), intent.picture(), intent.holds(), Optional.of(named), fingerprint);
    }

    /** One that another might leave a dangerous part of. */
    public static Intent mixed(Intent intent) {
        return with(intent, true, intent.picture(), intent.holds(), intent.idempotencyKey(), intent.fingerprint());
    }

    /** Judged by a policy that keeps its budgets like this. */
    public static Intent kept(String books, Intent intent) {
        return judged(books, intent.demands(), intent);
    }

    /** One that demands nothing of the budgets. */
    public static Intent withoutDemands(Intent intent) {
        return judged(intent.books(), List.of(), intent);
    }

    private static Intent judged(String books, List<Demand> demands, Intent intent) {
        return new Intent(
                intent.request(),
                intent.team(),
                intent.time(),
                intent.policyRevision(),
                books,
                intent.changes(),
                intent.warnings(),
                intent.leniency(),
                intent.cost(),
                intent.before(),
                intent.after(),
                demands,
                intent.onlyShrinks(),
                intent.mixed(),
                intent.bypassed(),
                intent.picture(),
                intent.holds(),
                intent.idempotencyKey(),
                intent.fingerprint());
    }

    public static Intent resting(Intent intent, long picture) {
        return with(intent, intent.mixed(), picture, intent.holds(), intent.idempotencyKey(), intent.fingerprint());
    }

    /** One whose forward takes a moment at most. */
    public static Intent briefly(Intent intent) {
        return with(
                intent,
                intent.mixed(),
                intent.picture(),
                Duration.ofMillis(100),
                intent.idempotencyKey(),
                intent.fingerprint());
    }

    private static Intent with(
            Intent intent,
            boolean mixed,
            long picture,
            Duration holds,
            Optional<IdempotencyKey> key,
            String fingerprint) {
        return new Intent(
                intent.request(),
                intent.team(),
                intent.time(),
                intent.policyRevision(),
                intent.books(),
                intent.changes(),
                intent.warnings(),
                intent.leniency(),
                intent.cost(),
                intent.before(),
                intent.after(),
                intent.demands(),
                intent.onlyShrinks(),
                mixed,
                intent.bypassed(),
                picture,
                holds,
                key,
                fingerprint);
    }

    private static UpdateRequest request(String endpointId) {
        Caller caller = new Caller(
                "vision-app", Role.CALLER, Optional.of(TEAM), Rate.perMinute(1), Rate.perMinute(1), Optional.empty());
        return new UpdateRequest(
                "decision-" + COUNT.incrementAndGet(),
                "request",
                Optional.empty(),
                caller,
                endpointId,
                "v2",
                EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES)
                        .set(Field.ENV, new Env(Map.of("TOKEN", SECRET)), "/env")
                        .build(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Deadline.in(Duration.ofSeconds(20)));
    }

    public static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    public static Outcome applied(String endpointId, int workers) {
        return new Outcome.Applied(new Sighting(
                new Endpoint(
                        endpointId,
                        Optional.of(ComputeFamily.GPU),
                        Optional.of(Routing.QUEUE),
                        Optional.empty(),
                        config(workers)),
                Payload.of(("{\"id\":\"" + endpointId + "\",\"workers\":{\"max\":" + workers + "},\"env\":{\"TOKEN\":\""
                                + SECRET + "\"}}")
                        .getBytes(StandardCharsets.UTF_8)),
                Instant.EPOCH));
    }

    public static Decision decision(Intent intent, Outcome outcome, Instant now) {
        return new Decision(
                intent.request(),
                intent.team(),
                now,
                intent.policyRevision(),
                intent.changes(),
                List.of(),
                List.of(),
                List.of(),
                Leniency.NONE,
                Optional.empty(),
                outcome,
                Optional.empty(),
                new Upstream(1, Optional.of(200), Optional.empty(), Duration.ofMillis(5)),
                Set.of(),
                Duration.ofMillis(2));
    }

    public static Map<String, BigDecimal> amounts(Map<String, BigDecimal> totals) {
        Map<String, BigDecimal> stripped = new TreeMap<>();
        totals.forEach((line, amount) -> stripped.put(line, amount.stripTrailingZeros()));
        return stripped;
    }
}
