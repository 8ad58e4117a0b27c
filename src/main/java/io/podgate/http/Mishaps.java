package io.podgate.http;

import io.podgate.admission.Outcome;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Puts what the framework throws into problem form. Nothing of an exception reaches a caller.
 *
 * <p>Made before the configuration can be read, so it asks for what it needs only when it needs it.
 */
@Singleton
final class Mishaps {

    private static final Logger LOG = Logger.getLogger(Mishaps.class);

    private final Provider<Updates> updates;

    Mishaps(Provider<Updates> updates) {
        this.updates = updates;
    }

    @ServerExceptionMapper
    public Response of(WebApplicationException thrown, RoutingContext context) {
        Problem problem = switch (thrown.getResponse().getStatus()) {
            case 404 -> noSuchRoute(context.normalizedPath());
            case 405 ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED, context.request().method() + " is not a method of this route");
            case 400 -> Problem.of(ProblemType.MALFORMED_REQUEST, "the request cannot be understood");
            default -> internal(thrown, Ids.fresh());
        };
        Response.ResponseBuilder answer = Answers.problem(problem, Optional.empty(), isV1(context));
        if (thrown instanceof NotAllowedException) {
            answer.header(HttpHeaders.ALLOW, Paths.allowed(context.normalizedPath()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response of(UnauthorizedException thrown, RoutingContext context) {
        return Answers.problem(
                        Problem.of(
                                ProblemType.UNAUTHENTICATED, "send your caller token: Authorization: Bearer <token>"),
                        Optional.empty(),
                        isV1(context))
                .build();
    }

    @ServerExceptionMapper
    public Uni<Response> of(ForbiddenException thrown, RoutingContext context) {
        return refused(context, new Outcome.Forbidden(), DecisionAnswers.forbidden());
    }

    @ServerExceptionMapper
    public Uni<Response> of(Implausible thrown, RoutingContext context) {
        return refused(context, thrown.why(), DecisionAnswers.refused(thrown.why()));
    }

    /** Where an update was asked for, that is a decision like any other. */
    private Uni<Response> refused(RoutingContext context, Outcome outcome, Problem problem) {
        return UpdateRoute.of(context)
                .map(route -> updates.get().refuse(context, route, outcome))
                .orElseGet(() -> Uni.createFrom()
                        .item(Answers.problem(problem, Optional.empty(), isV1(context))
                                .build()));
    }

    @ServerExceptionMapper
    public Response of(Throwable bug, RoutingContext context) {
        String id = Ids.fresh();
        return Answers.problem(internal(bug, id), Optional.of(id), isV1(context))
                .build();
    }

    static Problem internal(Throwable bug, String id) {
        LOG.errorf(bug, "decision %s ended in a bug", id);
        return internal();
    }

    static Problem internal() {
        return Problem.of(ProblemType.INTERNAL, "something went wrong inside; the operators can find it by its id");
    }

    /** Names the way that exists. */
    static Problem noSuchRoute(String path) {
        String detail;
        if (path.contains("template")) {
            detail = "templates are not changed through Podgate; to change an image, PATCH /v2/serverless/{id}";
        } else if (Paths.isV1(path)) {
            detail = "here are PATCH and GET /v1/endpoints/{endpointId}, POST /v1/endpoints/{endpointId}/update and"
                    + " GET /v1/endpoints; creating and deleting go not through Podgate";
        } else if (path.startsWith("/v2")) {
            detail = "here are PATCH and GET /v2/serverless/{id}, its /workers and /releases, and GET /v2/serverless;"
                    + " creating and deleting go not through Podgate";
        } else if (path.startsWith("/platform")) {
            detail = "here are GET /platform/decisions, /platform/budgets, /platform/teams, /platform/endpoints and"
                    + " /platform/quota, /platform/drift, /platform/policy and /platform/freeze, and POST /platform/decisions/{id}/settle and /platform/policy/preview";
        } else {
            detail = "here are /v1/endpoints, /v2/serverless, /me, /decisions/{id} and, for platform and auditors,"
                    + " /platform";
        }
        return Problem.of(ProblemType.NO_SUCH_ROUTE, detail);
    }

    private static boolean isV1(RoutingContext context) {
        return Paths.isV1(context.normalizedPath());
    }
}
