package io.podgate.policy;

import static io.podgate.policy.Policies.digest;
import static io.podgate.policy.Policies.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what callers are known. */
class CredentialsTest {

    private static final String CI = "https://ci.example";
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private static PolicySet of(String... callers) {
        return policy("teams: [{name: vision, callers: [" + String.join(", ", callers) + "]}]");
    }

    private static String ci(String name, String claims) {
        return "{name: %s, jwt: {issuer: %s, audience: podgate, claims: {%s}}}".formatted(name, CI, claims);
    }

    private static List<String> fitting(PolicySet policy, String issuer, String audience, Map<String, Object> claims) {
        return policy.callersFitting(SignedToken.of(issuer, List.of("other", audience), claims)).stream()
                .map(Caller::name)
                .sorted()
                .toList();
    }

    private static List<String> fitting(PolicySet policy, Map<String, Object> claims) {
        return fitting(policy, CI, "podgate", claims);
    }

    private static Optional<String> holder(PolicySet policy, String token, Instant at) {
        return policy.callerByDigest(TokenDigest.of(token), InstantSource.fixed(at))
                .map(Caller::name);
    }

    @Test
    void an_old_token_is_one_up_to_its_end_and_a_new_one_stays() {
        PolicySet policy =
                of("{name: c, tokens: [{digest: \"%s\", notAfter: 2026-12-01T01:00:00+01:00}, {digest: \"%s\"}]}"
                        .formatted(digest("old"), digest("new")));
        assertEquals(Optional.of("c"), holder(policy, "old", END));
        assertEquals(Optional.empty(), holder(policy, "old", END.plusNanos(1)));
        assertEquals(Optional.of("c"), holder(policy, "new", END.minusSeconds(1)));
        assertEquals(Optional.of("c"), holder(policy, "new", END.plusSeconds(1)));
        assertEquals(Optional.of(END), policy.endOfToken(TokenDigest.of("old")));
        assertEquals(Optional.empty(), policy.endOfToken(TokenDigest.of("new")));
    }

    @Test
    void a_service_account_is_its_subject() {
        PolicySet policy = of("{name: c, serviceAccount: vision/api, issuer: https://cluster, audience: podgate}");
        Map<String, Object> claims = Map.of("sub", "system:serviceaccount:vision:api");
        assertEquals(List.of("c"), fitting(policy, "https://cluster", "podgate", claims));
        assertEquals(List.of(), fitting(policy, "https://cluster/", "podgate", claims));
        assertEquals(List.of(), fitting(policy, "https://cluster", "podgates", claims));
        assertEquals(
                List.of(),
                fitting(policy, "https://cluster", "podgate", Map.of("sub", "system:serviceaccount:vision:api2")));
        assertEquals(Map.of("https://cluster", Set.of("podgate")), policy.audiencesByIssuer());
    }

    @Test
    void all_claims_have_to_be_there() {
        PolicySet policy = of(ci("c", "repository: acme/vision, ref: refs/heads/main"));
        assertEquals(
                List.of("c"),
                fitting(policy, Map.of("repository", "acme/vision", "ref", "refs/heads/main", "more", 1L)));
        assertEquals(List.of(), fitting(policy, Map.of("repository", "acme/vision", "ref", "refs/heads/dev")));
        assertEquals(List.of(), fitting(policy, Map.of("repository", "acme/vision")));
        assertEquals(List.of(), fitting(policy, Map.of()));
    }

    @Test
    void claims_are_compared_exactly() {
        PolicySet policy = of(ci("t", "a: \"1\""), ci("n", "a: 1"), ci("b", "a: true"), ci("d", "a: 1.50"));
        assertEquals(List.of("t"), fitting(policy, Map.of("a", "1")));
        assertEquals(List.of("n"), fitting(policy, Map.of("a", 1L)));
        assertEquals(List.of("n"), fitting(policy, Map.of("a", 1.0)));
        assertEquals(List.of("d"), fitting(policy, Map.of("a", 1.5)));
        assertEquals(List.of("b"), fitting(policy, Map.of("a", true)));
        for (Object other :
                List.of("true", "1.0", "A", false, Double.NaN, Double.POSITIVE_INFINITY, Map.of("a", "1"))) {
            assertEquals(List.of(), fitting(policy, Map.of("a", other)), other.toString());
        }
    }

    @Test
    void a_claim_that_is_a_list_has_to_have_the_value_in_it() {
        PolicySet policy = of(ci("c", "groups: ops"));
        assertEquals(List.of("c"), fitting(policy, Map.of("groups", Arrays.asList("dev", null, "ops"))));
        assertEquals(List.of(), fitting(policy, Map.of("groups", List.of("dev", List.of("ops")))));
        assertEquals(List.of(), fitting(policy, Map.of("groups", List.of())));
    }

    @Test
    void all_whom_a_token_fits_are_found() {
        PolicySet policy = of(ci("c", "repository: acme/vision"), ci("d", "environment: production"));
        assertEquals(
                List.of("c", "d"), fitting(policy, Map.of("repository", "acme/vision", "environment", "production")));
    }

    @Test
    void each_is_found_among_many() {
        List<String> callers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            callers.add(ci("c" + i, "repository: acme/r" + i + ", ref: refs/heads/main"));
        }
        PolicySet policy = of(callers.toArray(String[]::new));
        for (int i = 0; i < 500; i += 83) {
            assertEquals(
                    List.of("c" + i),
                    fitting(policy, Map.of("repository", "acme/r" + i, "ref", List.of("refs/heads/main"))));
        }
    }

    @Test
    void platform_callers_are_found_too() {
        PolicySet policy = policy("platform: {callers: [{name: p, role: auditor, serviceAccount: a/b, issuer: i,"
                + " audience: podgate}]}");
        assertEquals(List.of("p"), fitting(policy, "i", "podgate", Map.of("sub", "system:serviceaccount:a:b")));
    }

    @Test
    void what_a_token_says_is_not_shown() {
        assertEquals(
                "SignedToken",
                SignedToken.of(CI, List.of("a"), Map.of("b", "c")).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " = ", textBlock = """
        {name: c, token: "DIGEST"} = {name: c, tokens: [{digest: "DIGEST"}]}
        {name: c, serviceAccount: a/b, issuer: i, audience: x} = {name: c, jwt: {claims: {sub: "system:serviceaccount:a:b"}, audience: x, issuer: i}}
        {name: c, jwt: {issuer: i, audience: x, claims: {a: 1, b: c}}} = {name: c, jwt: {issuer: i, audience: x, claims: {b: "c", a: 1.0}}}
        """)
    void what_says_the_same_has_the_same_revision(String one, String other) {
        assertEquals(
                of(one.replace("DIGEST", digest("t"))).revision(),
                of(other.replace("DIGEST", digest("t"))).revision());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " = ", textBlock = """
        {name: c, token: "DIGEST"} = {name: c, tokens: [{digest: "DIGEST", notAfter: 2026-12-01T00:00:00Z}]}
        {name: c, jwt: {issuer: i, audience: x, claims: {a: 1}}} = {name: c, jwt: {issuer: i, audience: x, claims: {a: "1"}}}
        {name: c, jwt: {issuer: i, audience: x, claims: {a: 1}}} = {name: c, jwt: {issuer: i, audience: y, claims: {a: 1}}}
        {name: c, jwt: {issuer: i, audience: x, claims: {a: 1}}} = {name: c, jwt: {issuer: j, audience: x, claims: {a: 1}}}
        """)
    void what_says_something_else_has_another(String one, String other) {
        assertNotEquals(
                of(one.replace("DIGEST", digest("t"))).revision(),
                of(other.replace("DIGEST", digest("t"))).revision());
    }

    @Test
    void a_digest_counts_once_wherever_it_stands() {
        List<String> errors = Policies.errors(
                "teams: [{name: a, callers: [{name: c, token: \"%s\"}, {name: d, tokens:".formatted(digest("t"))
                        + " [{digest: \"%s\"}]}]}]".formatted(digest("t")));
        assertEquals(1, errors.size());
        assertTrue(errors.getFirst().endsWith("this token is given twice; first at a.yaml:3"), errors::toString);
    }
}
