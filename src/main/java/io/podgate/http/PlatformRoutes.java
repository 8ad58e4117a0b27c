package io.podgate.http;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** What platform and auditors see of everybody, and how on-call intervenes. */
@Path("/platform")
@NonBlocking
public final class PlatformRoutes {

    private final PlatformAnswers answers;
    private final Decisions decisions;
    private final Settling settling;
    private final Preview preview;
    private final Freezing freezing;
    private final Policies policies;

    PlatformRoutes(
            PlatformAnswers answers,
            Decisions decisions,
            Settling settling,
            Preview preview,
            Freezing freezing,
            Policies policies) {
        this.answers = answers;
        this.decisions = decisions;
        this.settling = settling;
        this.preview = preview;
        this.freezing = freezing;
        this.policies = policies;
    }

    @GET
    @Path("budgets")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> budgets(RoutingContext context) {
        return answers.budgets(context);
    }

    @GET
    @Path("teams")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> teams(RoutingContext context) {
        return answers.teams(context);
    }

    @GET
    @Path("endpoints")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> endpoints(RoutingContext context) {
        return answers.endpoints(context);
    }

    @GET
    @Path("quota")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> quota(RoutingContext context) {
        return answers.quota(context);
    }

    @GET
    @Path("drift")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> drift(RoutingContext context) {
        return answers.drift(context);
    }

    @GET
    @Path("decisions")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> decisions(RoutingContext context) {
        return decisions.page(context);
    }

    @GET
    @Path("freeze")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> frozen(RoutingContext context) {
        return freezing.all(context);
    }

    @PUT
    @Path("freeze")
    @RolesAllowed("platform")
    public Uni<Response> freeze(RoutingContext context) {
        return freezing.freeze(context);
    }

    @DELETE
    @Path("freeze")
    @RolesAllowed("platform")
    public Uni<Response> lift(RoutingContext context) {
        return freezing.lift(context);
    }

    @GET
    @Path("policy")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> policy(RoutingContext context) {
        return policies.policy(context);
    }

    @POST
    @Path("policy/preview")
    @RolesAllowed({"platform", "auditor"})
    public Uni<Response> preview(RoutingContext context) {
        return preview.preview(context);
    }

    @POST
    @Path("decisions/{id}/settle")
    @RolesAllowed("platform")
    public Uni<Response> settle(@PathParam("id") String id, RoutingContext context) {
        return settling.settle(context, id);
    }
}
