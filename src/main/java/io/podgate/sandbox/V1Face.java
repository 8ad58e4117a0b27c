package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RunPod's retired API: tolerant, terse, without request ids or quota headers. */
final class V1Face implements Face {

    private static final List<Route> ROUTES = List.of(
            Route.of("GET", "/endpoints", Operation.LIST),
            Route.of("GET", "/endpoints/{id}", Operation.READ),
            Route.of("PATCH", "/endpoints/{id}", Operation.UPDATE),
            Route.of("POST", "/endpoints/{id}/update", Operation.UPDATE),
            Route.of("GET", "/templates/{id}", Operation.TEMPLATE),
            Route.of("GET", "/billing/endpoints", Operation.BILLING));

    @Override
    public String base() {
        return "/v1";
    }

    @Override
    public List<Route> routes() {
        return ROUTES;
    }

    @Override
    public Patch patch(byte[] body) throws Refusal {
        return V1Patch.read(body);
    }

    @Override
    public Reply show(Hosted endpoint, World world, Query query) {
        return Reply.ok(V1View.of(endpoint, world, query));
    }

    @Override
    public Reply read(Route.Found.Way way, World world, Query query) throws Refusal {
        return switch (way.operation()) {
            case LIST ->
                Reply.ok(Json.of(world.endpoints().stream()
                        .map(endpoint -> V1View.of(endpoint, world, query))
                        .toList()));
            case READ, UPDATE -> show(world.get(way.id()), world, query);
            case TEMPLATE ->
                Reply.ok(V1Parts.template(
                        world.holdings().template(way.id()).orElseThrow(() -> new Refusal(404, "template not found"))));
            case BILLING -> Reply.ok(Json.of(world.bills().v1(query, world.now())));
            case WORKERS, RELEASES, CATALOG, NETWORK_VOLUMES ->
                throw new IllegalStateException("v1 has no route for " + way.operation());
        };
    }

    @Override
    public Reply refuse(int status, String detail, List<String> errors) {
        Json.Obj body = status == 401 ? Docs.object("message", detail) : Docs.object("error", detail, "status", status);
        return new Reply(status, Reply.JSON, body, Map.of());
    }

    @Override
    public Map<String, String> requestHeaders() {
        return Map.of();
    }

    @Override
    public Map<String, String> quotaHeaders(Quota.State state) {
        return Map.of();
    }

    @Override
    public boolean countsRequests() {
        return false;
    }

    @Override
    public Optional<Reply> retired(String path) {
        return Optional.empty();
    }
}
