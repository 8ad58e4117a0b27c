package io.podgate.http;

import io.podgate.admission.Fleet;
import io.podgate.admission.Freezes;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.policy.Caller;
import io.podgate.policy.LimitOverride;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Selector;
import io.podgate.policy.Team;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a caller who it is here and what it may do. */
@Path("/me")
@NonBlocking
public final class MeRoute {

    private final PolicySource policies;
    private final Fleet fleet;
    private final Budgets budgets;
    private final Freezes freezes;
    private final InstantSource clock;
    private final HttpTimes times;

    MeRoute(
            PolicySource policies,
            Fleet fleet,
            Budgets budgets,
            Freezes freezes,
            InstantSource clock,
            HttpTimes times) {
        this.policies = policies;
        this.fleet = fleet;
        this.budgets = budgets;
        this.freezes = freezes;
        this.clock = clock;
        this.times = times;
    }

    @GET
    @Authenticated
    public Uni<Response> me(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        PolicySet policy = policies.current().orElseThrow();
        Optional<Team> team = policy.teamOf(call.caller());
        Uni<Budgets.Told> budget = team.map(its -> budgets.of(policy, its))
                .orElseGet(() -> Uni.createFrom().item(Budgets.Told.without(Map.of())));
        return budget.map(spent -> {
            Map<String, Object> me = new LinkedHashMap<>();
            me.put("caller", call.caller().name());
            me.put("role", call.caller().role().key());
            team.ifPresent(its -> {
                about(me, call.caller(), its, policy);
                me.put("budgets", spent.body());
            });
            me.put(
                    "freeze",
                    freezes.of(call.caller().team(), clock.instant()).stream()
                            .map(FreezeBody::of)
                            .toList());
            me.put("policyRevision", policy.revision());
            Response.ResponseBuilder answer = call.label(Answers.json(me));
            Answers.warn(answer, spent.warnings());
            return answer.build();
        });
    }

    private void about(Map<String, Object> me, Caller caller, Team team, PolicySet policy) {
        me.put("team", team.name());
        team.contact().ifPresent(contact -> me.put("contact", contact));
        me.put(
                "fields",
                TeamBody.fields(field -> team.fields().contains(field)
                        && caller.ownFields().map(own -> own.contains(field)).orElse(true)));
        me.put("limits", team.limits().plain());
        me.put("overrides", overrides(team, policy));
        me.put("rateLimit", caller.rateLimit().toString());
        me.put("readLimit", caller.readLimit().toString());
        me.put(
                "endpoints",
                fleet.all().stream()
                        .map(Sighting::endpoint)
                        .filter(endpoint ->
                                policy.owner(endpoint.id(), endpoint.name()).isOwnedBy(team))
                        .sorted(Comparator.comparing(endpoint -> endpoint.id()))
                        .map(endpoint -> Map.of("id", endpoint.id(), "name", endpoint.name()))
                        .toList());
    }

    /** Those of the defaults may speak of others' endpoints by their ids, which are left out. */
    private List<Map<String, Object>> overrides(Team team, PolicySet policy) {
        List<Map<String, Object>> overrides = new ArrayList<>();
        for (LimitOverride override : team.overrides()) {
            List<String> endpoints = override.endpoints().stream()
                    .filter(selector -> !(selector instanceof Selector.ById(String id)) || owns(team, id, policy))
                    .map(Selector::toString)
                    .toList();
            if (!endpoints.isEmpty()) {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("endpoints", endpoints);
                shown.put("limits", override.limits().plain());
                overrides.add(shown);
            }
        }
        return overrides;
    }

    private boolean owns(Team team, String id, PolicySet policy) {
        String name = fleet.known(id).map(known -> known.endpoint().name()).orElse("");
        return policy.owner(id, name).isOwnedBy(team);
    }
}
