package io.podgate.identity;

import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Those who came while one policy held: each is looked up in it, or has its signature verified, the first time. */
final class Acquaintances {

    private static final Logger LOG = Logger.getLogger(Acquaintances.class);

    /** More signed tokens than are ever in use at once; beyond them what is remembered is forgotten. */
    private static final int MOST = 10_000;

    private final PolicySet policy;
    private final InstantSource clock;
    private final Map<TokenDigest, SecurityIdentity> byToken = new ConcurrentHashMap<>();
    private final Map<TokenDigest, Verified> bySignature = new ConcurrentHashMap<>();

    private record Verified(SecurityIdentity identity, Instant until, IssuerKeys issuer, KeySet keys) {

        /** As long as the issuer shows the very keys that it was verified by. */
        @SuppressWarnings("ReferenceEquality") // the same keys stay the same object
        boolean holds(Instant now) {
            return now.isBefore(until)
                    && issuer.keys().filter(shown -> shown == keys).isPresent();
        }
    }

    Acquaintances(PolicySet policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    boolean areOf(PolicySet other) {
        return policy == other;
    }

    /** Whose token it is, or was found to be a while ago. */
    Optional<SecurityIdentity> known(TokenDigest digest) {
        return policy.callerByDigest(digest, clock)
                .map(caller -> byToken.computeIfAbsent(digest, first -> met(caller, digest)))
                .or(() -> Optional.ofNullable(bySignature.get(digest))
                        .filter(verified -> verified.holds(clock.instant()))
                        .map(Verified::identity));
    }

    /** Who takes an old token away wants to know first that nobody comes with it any more. */
    private SecurityIdentity met(Caller caller, TokenDigest digest) {
        policy.endOfToken(digest)
                .ifPresent(end -> LOG.infof("caller %s comes with a token that ends at %s", caller.name(), end));
        return identity(caller);
    }

    SecurityIdentity remember(TokenDigest digest, Finding.Fits fits) {
        if (bySignature.size() >= MOST) {
            Instant now = clock.instant();
            bySignature.values().removeIf(verified -> !verified.holds(now));
            if (bySignature.size() >= MOST) {
                bySignature.clear();
            }
        }
        SecurityIdentity identity = identity(fits.caller());
        bySignature.put(digest, new Verified(identity, fits.until(), fits.issuer(), fits.keys()));
        return identity;
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRole(caller.role().key())
                .addAttribute(CallerTokens.CALLER, caller)
                .build();
    }
}
