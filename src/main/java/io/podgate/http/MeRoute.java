package io.podgate.http;

import io.podgate.admission.Fleet;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a caller who it is here and what it may do. */
@Path("/me")
@NonBlocking
public final class MeRoute {

    private final PolicySource policies;
    private final Fleet fleet;
    private final Budgets budgets;
    private final HttpTimes times;

    MeRoute(PolicySource policies, Fleet fleet, Budgets budgets, HttpTimes times) {
        this.policies = policies;
        this.fleet = fleet;
        this.budgets = budgets;
        this.times = times;
    }

    @GET
    @Authenticated
    public Uni<Response> me(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        PolicySet policy = policies.current().orElseThrow();
        Optional<Team> team = policy.teamOf(call.caller());
        Uni<Map<String, Object>> budget = team.map(its -> budgets.of(policy, its))
                .orElseGet(() -> Uni.createFrom().item(Map.of()));
        return budget.map(spent -> {
            Map<String, Object> me = new LinkedHashMap<>();
            me.put("caller", call.caller().name());
            me.put("role", call.caller().role().key());
            team.ifPresent(its -> {
                about(me, call.caller(), its, policy);
                me.put("budgets", spent);
            });
            me.put("policyRevision", policy.revision());
            return call.label(Answers.json(me)).build();
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
}
