package io.podgate.http;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Where problems point to. */
@Path("/decisions")
@NonBlocking
public final class DecisionRoutes {

    private final Decisions decisions;

    DecisionRoutes(Decisions decisions) {
        this.decisions = decisions;
    }

    @GET
    @Path("{id}")
    @Authenticated
    public Uni<Response> one(@PathParam("id") String id, RoutingContext context) {
        return decisions.one(context, id);
    }
}
