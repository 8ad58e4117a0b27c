package io.podgate.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a token says whose signature has been verified. Shows nothing of it. */
public final class SignedToken {

    private final String issuer;
    private final Set<String> audiences;
    private final Map<String, Set<ClaimValue>> claims;

    private SignedToken(String issuer, Set<String> audiences, Map<String, Set<ClaimValue>> claims) {
        this.issuer = issuer;
        this.audiences = audiences;
        this.claims = claims;
    }

    /**
     * What was found in a token.
     *
     * @param claims as plain values of JSON; those that are objects count for nothing
     */
    public static SignedToken of(
            String issuer, Collection<String> audiences, Map<String, ? extends @Nullable Object> claims) {
        Map<String, Set<ClaimValue>> comparable = new HashMap<>();
        claims.forEach((name, value) -> {
            if (value != null) {
                comparable.put(name, ClaimValue.all(value).collect(Collectors.toUnmodifiableSet()));
            }
        });
        return new SignedToken(issuer, Set.copyOf(audiences), Map.copyOf(comparable));
    }

    static SignedToken saying(JwtMatch match) {
        Map<String, Set<ClaimValue>> claims = new HashMap<>();
        match.claims().forEach((name, value) -> claims.put(name, Set.of(value)));
        return new SignedToken(match.issuer(), Set.of(match.audience()), Map.copyOf(claims));
    }

    String issuer() {
        return issuer;
    }

    Set<String> audiences() {
        return audiences;
    }

    /** All values of the claim; none where it says nothing. */
    Set<ClaimValue> says(String claim) {
        return claims.getOrDefault(claim, Set.of());
    }

    @Override
    public String toString() {
        return "SignedToken";
    }
}
