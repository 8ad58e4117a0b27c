package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.DriftWatch;
import io.podgate.admission.Fleet;
import io.podgate.admission.ForeignChanges;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.admission.UpstreamQuota;
import io.podgate.dialect.Dialect;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers what platform and auditors ask about all teams and all endpoints. RunPod is not asked for any of it. */
@Singleton
final class PlatformAnswers {

    private final PolicySource policies;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Budgets budgets;
    private final UpstreamQuota quota;
    private final DriftWatch drift;
    private final ForeignChanges foreign;
    private final ReadLimit limit;
    private final InstantSource clock;
    private final HttpTimes times;

    PlatformAnswers(
            PolicySource policies,
            Fleet fleet,
            Catalogs catalogs,
            Budgets budgets,
            UpstreamQuota quota,
            DriftWatch drift,
            ForeignChanges foreign,
            ReadLimit limit,
            InstantSource clock,
            HttpTimes times) {
        this.policies = policies;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.budgets = budgets;
        this.quota = quota;
        this.drift = drift;
        this.foreign = foreign;
        this.limit = limit;
        this.clock = clock;
        this.times = times;
    }

    Uni<Response> budgets(RoutingContext context) {
        return answer(context, budgets::all);
    }

    Uni<Response> teams(RoutingContext context) {
        return answer(context, policy -> elsewhere(() -> Budgets.Told.without(teams(policy))));
    }

    Uni<Response> quota(RoutingContext context) {
        return answer(context, policy -> Uni.createFrom().item(() -> Budgets.Told.without(QuotaBody.of(quota.now()))));
    }

    Uni<Response> drift(RoutingContext context) {
        return answer(
                context,
                policy -> elsewhere(() -> new Budgets.Told(
                        DriftBody.of(policy, drift.known(), foreign.all()),
                        drift.awaited().stream().toList())));
    }

    Uni<Response> endpoints(RoutingContext context) {
        return answer(context, policy -> elsewhere(() -> Budgets.Told.without(endpoints(policy))));
    }

    private Uni<Response> answer(RoutingContext context, Function<PolicySet, Uni<Budgets.Told>> made) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                Parameters.NONE.flaw(call),
                () -> made.apply(policies.current().orElseThrow()).map(told -> {
                    Response.ResponseBuilder answer = call.label(Answers.json(told.body()));
                    Answers.warn(answer, told.warnings());
                    return answer.build();
                }));
    }

    private Map<String, Object> teams(PolicySet policy) {
        Map<String, Long> owned = new HashMap<>();
        for (Sighting sighting : fleet.all()) {
            if (policy.owner(sighting.endpoint().id(), sighting.endpoint().name()) instanceof Ownership.Owned owner) {
                owned.merge(owner.team().name(), 1L, Long::sum);
            }
        }
        return body(
                policy,
                "teams",
                policy.teams().stream()
                        .map(team -> TeamBody.of(team, owned.getOrDefault(team.name(), 0L)))
                        .toList());
    }

    private Map<String, Object> endpoints(PolicySet policy) {
        Instant now = clock.instant();
        return body(
                policy,
                "endpoints",
                Priced.all(policy, fleet, catalogs).stream()
                        .map(priced -> EndpointBody.of(priced, policy, now))
                        .toList());
    }

    private static Map<String, Object> body(PolicySet policy, String name, List<Map<String, Object>> all) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("policyRevision", policy.revision());
        body.put(name, all);
        return body;
    }

    /** Ten thousand endpoints take their time, which no event loop has. */
    static <T> Uni<T> elsewhere(Supplier<T> made) {
        return Uni.createFrom().item(made).runSubscriptionOn(Thread::startVirtualThread);
    }
}
