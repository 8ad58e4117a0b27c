package io.podgate.identity;

import io.podgate.admission.PolicySource;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates {@code Authorization: Bearer}: a token whose digest is in the policy, or one that an issuer has signed
 * and that fits exactly one caller. A token that fits nobody leaves the request anonymous; what is protected refuses it
 * then.
 */
@Singleton
public final class CallerTokens implements HttpAuthenticationMechanism {

    /** The attribute of the identity that holds the {@link Caller}. */
    public static final String CALLER = "podgate.caller";

    private static final String UNVERIFIABLE = "podgate.unverifiable";

    private final PolicySource policies;
    private final JwtVerifier verifier;
    private final Refusals refusals;
    private final InstantSource clock;
    private volatile @Nullable Acquaintances acquaintances;

    CallerTokens(PolicySource policies, Issuers issuers, InstantSource clock) {
        this.policies = policies;
        this.verifier = new JwtVerifier(issuers, clock);
        this.refusals = new Refusals(clock);
        this.clock = clock;
    }

    /** Who sends a request, once that was found out; empty for the anonymous. */
    public static Optional<Caller> caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(user.getSecurityIdentity().getAttribute(CALLER))
                : Optional.empty();
    }

    /** Whether a token may well fit somebody, but the keys that would tell cannot be read at the moment. */
    public static boolean isUnverifiable(RoutingContext context) {
        return Boolean.TRUE.equals(context.<Boolean>get(UNVERIFIABLE));
    }

    /**
     * Whether a request is somebody's, as far as that can be told at once: for what never comes to be authenticated.
     */
    public boolean fit(HttpServerRequest request) {
        Optional<PolicySet> policy = policies.current();
        Optional<String> token = BearerToken.of(request);
        return policy.isPresent()
                && token.isPresent()
                && (at(policy.get()).known(TokenDigest.of(token.get())).isPresent()
                        || (JwtVerifier.isShaped(token.get())
                                && verifier.verify(token.get(), policy.get()) instanceof Finding.Fits));
    }

    /**
     * Whose token it is: for what does not come in the header that is made for it. Not told on the caller's thread
     * where an issuer has to be asked first.
     */
    public Uni<Optional<Caller>> callerOf(String token) {
        return policies.current()
                .map(policy -> identity(token, policy))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.map(known -> known.<Caller>getAttribute(CALLER)));
    }

    private Uni<Optional<SecurityIdentity>> identity(String token, PolicySet policy) {
        TokenDigest digest = TokenDigest.of(token);
        Optional<SecurityIdentity> known = at(policy).known(digest);
        return known.isPresent() || !JwtVerifier.isShaped(token)
                ? Uni.createFrom().item(known)
                : verified(token, digest, policy, Runnable::run).map(Verified::identity);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Optional<PolicySet> policy = policies.current();
        Optional<String> token = BearerToken.of(context.request());
        if (policy.isEmpty() || token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        TokenDigest digest = TokenDigest.of(token.get());
        Optional<SecurityIdentity> known = at(policy.get()).known(digest);
        return known.isPresent() || !JwtVerifier.isShaped(token.get())
                ? Uni.createFrom().optional(known)
                : verified(context, token.get(), digest, policy.get());
    }

    private Uni<SecurityIdentity> verified(RoutingContext context, String token, TokenDigest digest, PolicySet policy) {
        Context home = context.vertx().getOrCreateContext();
        return verified(token, digest, policy, task -> home.runOnContext(ignored -> task.run()))
                .invoke(found -> {
                    if (found.unverifiable()) {
                        context.put(UNVERIFIABLE, true);
                    }
                })
                .map(found -> found.identity().orElse(null));
    }

    /** @param unverifiable whether it may well be somebody's, see {@link #isUnverifiable} */
    private record Verified(Optional<SecurityIdentity> identity, boolean unverifiable) {}

    /** Only where a key is not known yet does this take any time, and goes on at home then. */
    private Uni<Verified> verified(String token, TokenDigest digest, PolicySet policy, Executor home) {
        Finding finding = verifier.verify(token, policy);
        if (!(finding instanceof Finding.KeyUnknown(IssuerKeys issuer))) {
            return Uni.createFrom().item(new Verified(taken(finding, digest, policy), false));
        }
        return issuer.askedForToken().emitOn(home).map(asked -> {
            PolicySet now = policies.current().orElse(policy);
            Finding last = verifier.verify(token, now);
            return new Verified(taken(last, digest, now), last instanceof Finding.KeyUnknown && issuer.isOutOfReach());
        });
    }

    private Optional<SecurityIdentity> taken(Finding finding, TokenDigest digest, PolicySet policy) {
        return switch (finding) {
            case Finding.Fits fits -> Optional.of(at(policy).remember(digest, fits));
            case Finding.Refused refused -> {
                refusals.note(refused);
                yield Optional.empty();
            }
            case Finding.KeyUnknown(IssuerKeys issuer) -> {
                refusals.note(
                        new Finding.Refused(Reason.UNKNOWN_KEY, issuer.issuer().name(), ""));
                yield Optional.empty();
            }
        };
    }

    private Acquaintances at(PolicySet policy) {
        Acquaintances known = acquaintances;
        if (known == null || !known.areOf(policy)) {
            known = new Acquaintances(policy, clock);
            acquaintances = known;
        }
        return known;
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
