package io.podgate.http;

import io.podgate.admission.PolicySource;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
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
 * that fits. Which role has which route is said beside the route itself.
 *
 * <p>Made before the configuration can be read, so it asks for the policy only when it needs it.
 */
@Singleton
final class Gatekeeper {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Provider<PolicySource> policies;

    Gatekeeper(Provider<PolicySource> policies) {
        this.policies = policies;
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
            String detail = said
                    ? "the token fits no caller of this gateway"
                    : "send your caller token: Authorization: Bearer <token>";
            return Answers.problem(Problem.of(ProblemType.UNAUTHENTICATED, detail), Optional.empty(), v1)
                    .build();
        }
        String path = context.request().path();
        if (Paths.isSuspicious(path)) {
            String detail = "a path here is plain: no percent-encoding, no ';', no empty segments";
            return Answers.problem(Problem.of(ProblemType.MALFORMED_REQUEST, detail), Optional.empty(), v1)
                    .build();
        }
        return null;
    }

    /** Every answer says which request it belongs to. */
    @ServerResponseFilter
    public void label(ContainerRequestContext request, ContainerResponseContext response) {
        String asked = request.getHeaderString(Answers.REQUEST_ID);
        if (!response.getHeaders().containsKey(Answers.REQUEST_ID)) {
            String id = asked != null && Ids.isRequestId(asked) ? asked : Ids.fresh();
            response.getHeaders().putSingle(Answers.REQUEST_ID, id);
        }
    }
}
