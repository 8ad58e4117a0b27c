package io.podgate.http;

import io.podgate.dialect.Dialect;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The routes of RunPod's v1 dialect. */
@Path("/v1/endpoints")
@NonBlocking
public final class V1Routes {

    private final Updates updates;
    private final Reads reads;

    V1Routes(Updates updates, Reads reads) {
        this.updates = updates;
        this.reads = reads;
    }

    @GET
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> list(RoutingContext context) {
        return reads.list(context, Dialect.V1);
    }

    @GET
    @Path("{endpointId}")
    @RolesAllowed({"caller", "reader"})
    public Uni<Response> one(@PathParam("endpointId") String endpointId, RoutingContext context) {
        return reads.one(context, Dialect.V1, endpointId);
    }

    @PATCH
    @Path("{endpointId}")
    @RolesAllowed({"caller", "platform"})
    public Uni<Response> update(@PathParam("endpointId") String endpointId, RoutingContext context) {
        return updates.update(context, Dialect.V1, endpointId);
    }

    /** The synonym that v1 has for clients without PATCH. */
    @POST
    @Path("{endpointId}/update")
    @RolesAllowed({"caller", "platform"})
    public Uni<Response> updateByPost(@PathParam("endpointId") String endpointId, RoutingContext context) {
        return updates.update(context, Dialect.V1, endpointId);
    }
}
