package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** RunPod's current API. */
final class V2Face implements Face {

    private static final List<Route> ROUTES = List.of(
            Route.of("GET", "/serverless", Operation.LIST),
            Route.of("GET", "/serverless/{id}", Operation.READ),
            Route.of("PATCH", "/serverless/{id}", Operation.UPDATE),
            Route.of("GET", "/serverless/{id}/workers", Operation.WORKERS),
            Route.of("GET", "/serverless/{id}/releases", Operation.RELEASES),
            Route.of("GET", "/templates/{id}", Operation.TEMPLATE),
            Route.of("GET", "/catalog/(gpus|cpus)", Operation.CATALOG),
            Route.of("GET", "/network-volumes", Operation.NETWORK_VOLUMES),
            Route.of("GET", "/billing/serverless", Operation.BILLING));

    @Override
    public String base() {
        return "/v2";
    }

    @Override
    public List<Route> routes() {
        return ROUTES;
    }

    @Override
    public Patch patch(byte[] body) throws Refusal {
        return V2Patch.read(body);
    }

    @Override
    public Reply show(Hosted endpoint, World world, Query query) {
        return Reply.ok(V2View.of(endpoint, world.holdings().stock()));
    }

    @Override
    public Reply read(Route.Found.Way way, World world, Query query) throws Refusal {
        Holdings holdings = world.holdings();
        return switch (way.operation()) {
            case LIST -> Reply.ok(list("endpoints", endpoints(world)));
            case READ, UPDATE -> show(world.get(way.id()), world, query);
            case WORKERS -> Reply.ok(WorkersView.of(world.get(way.id()), holdings.stock(), world.now()));
            case RELEASES -> Reply.ok(ReleasesView.of(world.get(way.id()), holdings.stock(), world.now()));
            case TEMPLATE ->
                Reply.ok(holdings.template(way.id()).orElseThrow(() -> new Refusal(404, "template not found")));
            case CATALOG -> Reply.ok(catalog(way.id(), holdings.stock()));
            case NETWORK_VOLUMES -> Reply.ok(list("networkVolumes", holdings.networkVolumes()));
            case BILLING -> Reply.ok(world.bills().v2(query, world.now()));
        };
    }

    private static List<Json.Obj> endpoints(World world) {
        Stock stock = world.holdings().stock();
        return world.endpoints().stream()
                .map(endpoint -> V2View.of(endpoint, stock))
                .toList();
    }

    private static Json.Obj catalog(String kind, Stock stock) {
        return list(kind, kind.equals("cpus") ? stock.cpus() : stock.gpus());
    }

    private static Json.Obj list(String name, List<Json.Obj> elements) {
        return Docs.object(name, elements);
    }

    @Override
    public Reply refuse(int status, String detail, List<String> errors) {
        Json.Obj problem = Docs.object("title", Statuses.title(status), "status", status, "detail", detail);
        Json.Obj body = errors.isEmpty() ? problem : Docs.with(problem, "errors", errors);
        return new Reply(status, "application/problem+json", body, Map.of());
    }

    @Override
    public Map<String, String> requestHeaders() {
        return Map.of("x-request-id", UUID.randomUUID().toString());
    }

    @Override
    public Map<String, String> quotaHeaders(Quota.State state) {
        if (state.windows().isEmpty()) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("RateLimit", state.rateLimit());
        headers.put("RateLimit-Policy", state.policy());
        return headers;
    }

    @Override
    public boolean countsRequests() {
        return true;
    }

    @Override
    public Optional<Reply> retired(String path) {
        V1Face v1 = new V1Face();
        return path.startsWith(v1.base() + "/")
                ? Optional.of(v1.refuse(410, "this API version has been retired; use https://api.runpod.io/v2"))
                : Optional.empty();
    }
}
