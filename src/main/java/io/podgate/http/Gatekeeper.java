package io.podgate.http;

import io.podgate.admission.DoorListener;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.identity.CallerTokens;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route, known or not: nobody learns anything, not even which routes there are, without a token
 * that fits. Which role has which route is said beside the route itself. What would pass all this anyway may have taken
 * {@link Express}.
 *
 * <p>Made before the configuration can be read, so it asks for what it needs only when it needs it.
 */
@Singleton
final class Gatekeeper {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** The framework would answer OPTIONS by itself; this one it leaves to the routes, none of which has it. */
    private static final String NOBODYS_METHOD = "NONE";

    private final Provider<PolicySource> policies;
    private final Provider<DoorListener> door;
    private final Provider<Crowd> crowd;

    Gatekeeper(Provider<PolicySource> policies, Provider<DoorListener> door, Provider<Crowd> crowd) {
        this.policies = policies;
        this.door = door;
        this.crowd = crowd;
    }

    @ServerRequestFilter(preMatching = true)
    public @Nullable Response admit(ContainerRequestContext request, RoutingContext context) {
        boolean v1 = Paths.isV1(context.normalizedPath());
        boolean said = context.request().headers().contains("Authorization");
        if (said && policies.get().current().isEmpty()) {
            Problem problem = Problem.of(ProblemType.STATE_UNAVAILABLE, "no policy has been loaded yet");
            return Answers.problem(problem.retryAfter(SOON), Optional.empty(), v1)
                    .build();
        }
        if (!(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous()) {
            if (CallerTokens.isUnverifiable(context)) {
                return unverifiable(v1);
            }
            return stranger(context, unauthenticated(context.request()), v1);
        }
        if (!crowd.get().enters(context, CallerTokens.caller(context))) {
            return sentAway(context, v1);
        }
        if (Paths.isSuspicious(context.request().path())) {
            throw new Implausible(new Outcome.Refused(
                    Outcome.Flaw.FORM, "a path here is plain: no percent-encoding, no ';', no empty segments"));
        }
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            request.setMethod(NOBODYS_METHOD);
        }
        return null;
    }

    private Response sentAway(RoutingContext context, boolean v1) {
        door.get().sentAway();
        Problem problem = Problem.of(ProblemType.OVERLOADED, "too many requests are under way at once");
        Response.ResponseBuilder answer = Answers.problem(problem.retryAfter(A_MOMENT), Optional.empty(), v1);
        UpdateRoute.of(context)
                .ifPresent(update -> answer.header(DecisionAnswers.OUTCOME, new Outcome.Overloaded().label()));
        return answer.build();
    }

    /** A 401 would have clients throw away a token that may be good. */
    private static Response unverifiable(boolean v1) {
        Problem problem = Problem.of(
                ProblemType.STATE_UNAVAILABLE,
                "the keys of the token's issuer cannot be read, so it cannot be verified");
        return Answers.problem(problem.retryAfter(SOON), Optional.empty(), v1).build();
    }

    static Problem unauthenticated(HttpServerRequest request) {
        String detail = request.headers().contains("Authorization")
                ? "the token fits no caller of this gateway"
                : "send your caller token: Authorization: Bearer <token>";
        return Problem.of(ProblemType.UNAUTHENTICATED, detail);
    }

    /** Who asks for an update is told how it ended, and counted; nobody unknown gets into the trail. */
    private Response stranger(RoutingContext context, Problem problem, boolean v1) {
        Response.ResponseBuilder answer = Answers.problem(problem, Optional.empty(), v1);
        UpdateRoute.of(context).ifPresent(update -> {
            door.get().strangerAsked(update.dialect().name());
            answer.header(DecisionAnswers.OUTCOME, DoorListener.OUTCOME);
        });
        return answer.build();
    }

    /** Every answer says which request it belongs to. */
    @ServerResponseFilter
    public void label(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(Answers.REQUEST_ID)) {
            String asked = request.getHeaderString(Answers.REQUEST_ID);
            response.getHeaders().putSingle(Answers.REQUEST_ID, Ids.ofRequest(asked));
        }
    }
}
