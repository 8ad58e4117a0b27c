package io.podgate.identity;

import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.SignedToken;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** Finds out whose a signed token (RFC 7519) is, with the keys that are at hand. Asks nobody and never waits. */
final class JwtVerifier {

    /** How far the issuer's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** How long what was found out holds at most. */
    private static final Duration HOLDS = Duration.ofHours(1);

    /** Tells whose keys are due; nothing that it says is believed yet. */
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private static final Map<Integer, Reason> REASONS = Map.of(
            ErrorCodes.EXPIRED, Reason.EXPIRED,
            ErrorCodes.EXPIRATION_MISSING, Reason.WITHOUT_END,
            ErrorCodes.NOT_YET_VALID, Reason.NOT_YET,
            ErrorCodes.AUDIENCE_MISSING, Reason.AUDIENCE,
            ErrorCodes.AUDIENCE_INVALID, Reason.AUDIENCE,
            ErrorCodes.MALFORMED_CLAIM, Reason.MALFORMED);

    private final Issuers issuers;
    private final InstantSource clock;

    private static final Pattern SHAPE = Pattern.compile("[\\w-]+\\.[\\w-]*\\.[\\w-]*");

    JwtVerifier(Issuers issuers, InstantSource clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * Whether it is worth looking at as a signed token: three parts in the alphabet of RFC 7515, of which the library's
     * reader would take others for some of its letters, and the first may be a JSON object.
     */
    static boolean isShaped(String token) {
        return token.startsWith("ey") && SHAPE.matcher(token).matches();
    }

    Finding verify(String token, PolicySet policy) {
        try {
            JwtContext read = UNVERIFIED.process(token);
            String url = read.getJwtClaims().getIssuer();
            Set<String> audiences =
                    url == null ? null : policy.audiencesByIssuer().get(url);
            if (audiences == null) {
                return new Finding.Refused(Reason.UNKNOWN_ISSUER, "", "");
            }
            return issuers.of(url)
                    .map(issuer -> verify(read, issuer, audiences, policy))
                    .orElseGet(() -> new Finding.Refused(Reason.NOT_CONFIGURED, "", ""));
        } catch (InvalidJwtException
                | MalformedClaimException
                | ClassCastException e) { // the last where a header is no text, of which the library thinks no ill
            return new Finding.Refused(Reason.MALFORMED, "", "");
        }
    }

    private Finding verify(JwtContext read, IssuerKeys issuer, Set<String> audiences, PolicySet policy) {
        if (read.getJoseObjects().size() != 1
                || !(read.getJoseObjects().getFirst() instanceof JsonWebSignature signature)) {
            return refused(issuer, Reason.MALFORMED);
        }
        String algorithm = signature.getAlgorithmHeaderValue();
        if (algorithm == null || !issuer.issuer().algorithms().contains(algorithm)) {
            return refused(issuer, Reason.ALGORITHM);
        }
        Optional<KeySet> keys = issuer.keys();
        Optional<Key> key = keys.flatMap(all -> all.of(signature));
        if (keys.isEmpty() || key.isEmpty()) {
            return new Finding.KeyUnknown(issuer);
        }
        Instant now = clock.instant();
        try {
            consumer(issuer.issuer(), key.get(), audiences, now).processContext(read);
            return found(read.getJwtClaims(), issuer, keys.get(), policy, now);
        } catch (InvalidJwtException e) {
            return refused(issuer, reason(e));
        } catch (MalformedClaimException e) {
            return refused(issuer, Reason.MALFORMED);
        }
    }

    private static JwtConsumer consumer(Issuer issuer, Key key, Set<String> audiences, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, issuer.algorithms().toArray(String[]::new))
                .setVerificationKey(key)
                .setExpectedIssuer(true, issuer.url())
                .setExpectedAudience(true, audiences.toArray(String[]::new))
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }

    private static Finding found(JwtClaims claims, IssuerKeys issuer, KeySet keys, PolicySet policy, Instant now)
            throws MalformedClaimException {
        SignedToken token = SignedToken.of(issuer.issuer().url(), claims.getAudience(), claims.getClaimsMap());
        List<Caller> callers = policy.callersFitting(token);
        if (callers.isEmpty()) {
            return refused(issuer, Reason.NOBODY);
        }
        if (callers.size() > 1) {
            String names = callers.stream().map(Caller::name).sorted().collect(Collectors.joining(", "));
            return new Finding.Refused(Reason.AMBIGUOUS, issuer.issuer().name(), names);
        }
        long left = claims.getExpirationTime().getValue() - now.getEpochSecond() + SKEW.toSeconds();
        Instant until = now.plusSeconds(Math.min(left, HOLDS.toSeconds()));
        return new Finding.Fits(callers.getFirst(), until, issuer, keys);
    }

    private static Finding refused(IssuerKeys issuer, Reason reason) {
        return new Finding.Refused(reason, issuer.issuer().name(), "");
    }

    /** The first of those that are known; what else can be wrong once it could be read is its signature. */
    private static Reason reason(InvalidJwtException e) {
        return e.getErrorDetails().stream()
                .flatMap(error -> Optional.ofNullable(REASONS.get(error.getErrorCode())).stream())
                .findFirst()
                .orElse(Reason.SIGNATURE);
    }
}
