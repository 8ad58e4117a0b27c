package io.podgate.policy;

import java.util.Map;

/**
 * What a signed token has to say for somebody to be a caller.
 *
 * @param issuer who signed it: exactly its {@code iss}
 * @param audience whom it is meant for: one of its {@code aud}
 * @param claims by name, at least one; a claim that is a list has to have the value in it
 */
record JwtMatch(String issuer, String audience, Map<String, ClaimValue> claims) {

    private static final String SUBJECT = "sub";

    JwtMatch {
        claims = Map.copyOf(claims);
    }

    /** The tokens of a service account of Kubernetes. */
    static JwtMatch ofServiceAccount(String namespace, String name, String issuer, String audience) {
        String subject = "system:serviceaccount:" + namespace + ":" + name;
        return new JwtMatch(issuer, audience, Map.of(SUBJECT, ClaimValue.of(subject)));
    }

    boolean fits(SignedToken token) {
        return token.issuer().equals(issuer)
                && token.audiences().contains(audience)
                && claims.entrySet().stream()
                        .allMatch(claim -> token.says(claim.getKey()).contains(claim.getValue()));
    }

    /** The token that says no more than it has to. */
    SignedToken least() {
        return SignedToken.saying(this);
    }
}
