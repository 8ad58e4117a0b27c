package io.podgate.identity;

import io.podgate.admission.PolicySource;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates {@code Authorization: Bearer <caller token>} against the digests in the policy. A token that fits
 * nobody leaves the request anonymous; what is protected refuses it then.
 */
@Singleton
public final class CallerTokens implements HttpAuthenticationMechanism {

    /** The attribute of the identity that holds the {@link Caller}. */
    public static final String CALLER = "podgate.caller";

    private static final String BEARER = "bearer ";
    private static final int LONGEST_TOKEN = 4096;

    private final PolicySource policies;
    private volatile @Nullable Identities identities;

    /** Those of one revision's callers, each made when its token is first seen. */
    private record Identities(PolicySet policy, Map<TokenDigest, SecurityIdentity> byToken) {}

    CallerTokens(PolicySource policies) {
        this.policies = policies;
    }

    /** Who sends a request, once that was found out; empty for the anonymous. */
    public static Optional<Caller> caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(user.getSecurityIdentity().getAttribute(CALLER))
                : Optional.empty();
    }

    /** Whether a request is somebody's: for what never comes to be authenticated. */
    public boolean fit(HttpServerRequest request) {
        return bearer(request).isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return Uni.createFrom().optional(bearer(context.request()));
    }

    private Optional<SecurityIdentity> bearer(HttpServerRequest request) {
        return token(request)
                .map(TokenDigest::of)
                .flatMap(digest -> policies.current()
                        .flatMap(policy -> policy.callerByDigest(digest)
                                .map(caller -> identities(policy).computeIfAbsent(digest, known -> identity(caller)))));
    }

    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    private Map<TokenDigest, SecurityIdentity> identities(PolicySet policy) {
        Identities known = identities;
        if (known == null || known.policy() != policy) {
            known = new Identities(policy, new ConcurrentHashMap<>());
            identities = known;
        }
        return known.byToken();
    }

    /** One header, one scheme, one token: two headers are as good as none. */
    private static Optional<String> token(HttpServerRequest request) {
        var headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.getFirst();
        boolean bearer = header.length() > BEARER.length()
                && header.length() <= LONGEST_TOKEN
                && header.substring(0, BEARER.length()).toLowerCase(Locale.ROOT).equals(BEARER);
        return bearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRole(caller.role().key())
                .addAttribute(CALLER, caller)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends io.quarkus.security.identity.request.AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
