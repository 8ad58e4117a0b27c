package io.podgate.http;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Whatever no other route is: forwarded nowhere, answered with the way that exists. */
@Path("/{path: .*}")
@NonBlocking
@Authenticated
public final class OtherRoutes {

    @GET
    @HEAD
    @POST
    @PUT
    @PATCH
    @DELETE
    @OPTIONS
    public Response noSuchRoute(RoutingContext context) {
        String path = context.normalizedPath();
        return Answers.problem(Mishaps.noSuchRoute(path), Optional.empty(), Paths.isV1(path))
                .build();
    }
}
