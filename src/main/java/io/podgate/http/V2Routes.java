package io.podgate.http;

import io.podgate.dialect.Dialect;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The routes of RunPod's v2 dialect. */
@Path("/v2/serverless")
@NonBlocking
public final class V2Routes {

    private final Updates updates;
    private final Reads reads;

    V2Routes(Updates updates, Reads reads) {
        this.updates = updates;
        this.reads = reads;
    }

    @GET
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> list(RoutingContext context) {
        return reads.list(context, Dialect.V2);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> one(@PathParam("id") String id, RoutingContext context) {
        return reads.one(context, Dialect.V2, id);
    }

    @GET
    @Path("{id}/workers")
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> workers(@PathParam("id") String id, RoutingContext context) {
        return reads.part(context, id, (runpod, freshness, errand) -> runpod.workers(id, freshness, errand));
    }

    @GET
    @Path("{id}/releases")
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> releases(@PathParam("id") String id, RoutingContext context) {
        return reads.part(context, id, (runpod, freshness, errand) -> runpod.releases(id, freshness, errand));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed({"caller", "platform"})
    public Uni<Response> update(@PathParam("id") String id, RoutingContext context) {
        return updates.update(context, Dialect.V2, id);
    }
}
