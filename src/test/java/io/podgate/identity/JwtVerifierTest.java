package io.podgate.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.HandTime;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a token is that an issuer, or somebody else, has signed. */
class JwtVerifierTest {

    private static final Signer RSA = Signer.rsa("rsa");
    private static final Signer EC = Signer.ec("ec");

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static TestIssuer issuer;

    private final HandTime time = new HandTime();

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Issuers issuers;

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private JwtVerifier verifier;

    @BeforeAll
    static void open() {
        issuer = TestIssuer.open();
        issuer.publish(RSA, EC);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @BeforeEach
    void readKeys() {
        believe(Settings.of(issuer));
    }

    private void believe(Settings settings) {
        issuers = new Issuers(Settings.named(Map.of("ci", settings)), Optional::empty, time);
        verifier = new JwtVerifier(issuers, time);
        issuers.of(settings.url()).orElseThrow().askedForToken().await().atMost(Duration.ofSeconds(30));
    }

    private static PolicySet policy(String callers) {
        byte[] text = ("apiVersion: podgate/v1\nkind: PolicySet\nteams: [{name: vision, callers: ["
                        + callers.replace("ISSUER", issuer.url()) + "]}]\n")
                .getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(PolicyLoad.Loaded.class, PolicyLoader.load("p", text))
                .policy();
    }

    private static final String CALLERS = """
            {name: api, serviceAccount: vision/api, issuer: ISSUER, audience: podgate},
            {name: ci, jwt: {issuer: ISSUER, audience: podgate, claims: {repository: acme/vision, ref: refs/heads/main}}},
            {name: ops, jwt: {issuer: ISSUER, audience: podgate-ops, claims: {groups: ops}}},
            {name: elsewhere, jwt: {issuer: "https://elsewhere.example", audience: podgate, claims: {a: b}}}""";

    private JwtClaims good() {
        JwtClaims claims = Signer.claims(issuer.url(), "podgate", time.instant().getEpochSecond());
        claims.setSubject("system:serviceaccount:vision:api");
        return claims;
    }

    private JwtClaims but(Consumer<JwtClaims> change) {
        JwtClaims claims = good();
        change.accept(claims);
        return claims;
    }

    /** The caller's name, or why it is nobody's. */
    private String found(String token) {
        return switch (verifier.verify(token, policy(CALLERS))) {
            case Finding.Fits fits -> fits.caller().name();
            case Finding.Refused refused -> refused.reason().name();
            case Finding.KeyUnknown unknown -> "KEY_UNKNOWN";
        };
    }

    private NumericDate in(long seconds) {
        return NumericDate.fromSeconds(time.instant().getEpochSecond() + seconds);
    }

    @Test
    void what_other_readers_of_base64_would_take_for_the_same_is_no_signed_token() {
        assertTrue(JwtVerifier.isShaped("eyJh.e30.a-b_c"));
        for (String other :
                List.of("eyJh.e30.a+b_c", "eyJh.e30.a-b/c", "eyJh.e30.a-b_c=", "eyJh.e30.a b", "eyJh.e30")) {
            assertFalse(JwtVerifier.isShaped(other), other);
        }
    }

    @Test
    void a_service_account() {
        assertEquals("api", found(RSA.sign(good())));
        assertEquals("api", found(EC.sign(good())));
        assertEquals("api", found(RSA.sign(but(claims -> claims.setAudience("other", "podgate")))));
    }

    @Test
    void a_job_with_its_claims() {
        JwtClaims claims = but(its -> {
            its.setSubject("repo:acme/vision");
            its.setStringClaim("repository", "acme/vision");
            its.setStringClaim("ref", "refs/heads/main");
        });
        assertEquals("ci", found(RSA.sign(claims)));
        claims.setStringClaim("ref", "refs/heads/dev");
        assertEquals("NOBODY", found(RSA.sign(claims)));
    }

    @Test
    void a_claim_that_is_a_list() {
        assertEquals("ops", found(RSA.sign(but(claims -> {
            claims.setAudience("podgate-ops");
            claims.setStringListClaim("groups", "dev", "ops");
        }))));
    }

    @Test
    void its_time() {
        assertEquals("api", found(RSA.sign(but(claims -> claims.setExpirationTime(in(-29))))));
        assertEquals("EXPIRED", found(RSA.sign(but(claims -> claims.setExpirationTime(in(-30))))));
        assertEquals("WITHOUT_END", found(RSA.sign(but(claims -> claims.unsetClaim("exp")))));
        assertEquals("api", found(RSA.sign(but(claims -> claims.setNotBefore(in(30))))));
        assertEquals("NOT_YET", found(RSA.sign(but(claims -> claims.setNotBefore(in(31))))));
        assertEquals("api", found(RSA.sign(but(claims -> claims.unsetClaim("nbf")))));
        assertEquals("MALFORMED", found(RSA.sign(but(claims -> claims.setStringClaim("exp", "tomorrow")))));
    }

    @Test
    void what_was_found_holds_no_longer_than_the_token_and_an_hour_at_most() {
        assertEquals(time.instant().plusSeconds(630), until(good()));
        assertEquals(time.instant().plusSeconds(3600), until(but(claims -> claims.setExpirationTime(in(1_000_000)))));
        assertEquals(
                time.instant().plusSeconds(3600),
                until(but(claims -> claims.setExpirationTime(NumericDate.fromSeconds(Long.MAX_VALUE / 1000)))));
    }

    private Instant until(JwtClaims claims) {
        return assertInstanceOf(Finding.Fits.class, verifier.verify(RSA.sign(claims), policy(CALLERS)))
                .until();
    }

    @Test
    void whom_it_is_meant_for() {
        assertEquals("AUDIENCE", found(RSA.sign(but(claims -> claims.setAudience("runpod")))));
        assertEquals("AUDIENCE", found(RSA.sign(but(claims -> claims.unsetClaim("aud")))));
        assertEquals("NOBODY", found(RSA.sign(but(claims -> claims.setAudience("podgate-ops")))));
    }

    @Test
    void who_issued_it() {
        assertEquals("UNKNOWN_ISSUER", found(RSA.sign(but(claims -> claims.setIssuer(issuer.url() + "/")))));
        assertEquals("UNKNOWN_ISSUER", found(RSA.sign(but(claims -> claims.unsetClaim("iss")))));
        assertEquals("NOT_CONFIGURED", found(RSA.sign(but(claims -> claims.setIssuer("https://elsewhere.example")))));
    }

    @Test
    void who_signed_it() {
        Signer stranger = Signer.rsa("rsa");
        assertEquals("SIGNATURE", found(stranger.sign(good())));
        String token = RSA.sign(good());
        String other = RSA.sign(but(claims -> claims.setSubject("somebody")));
        String swapped = token.split("\\.", -1)[0] + "." + other.split("\\.", -1)[1] + "." + token.split("\\.", -1)[2];
        assertEquals("SIGNATURE", found(swapped));
        assertEquals("SIGNATURE", found(token.substring(0, token.lastIndexOf('.') + 1)));
        assertEquals("KEY_UNKNOWN", found(Signer.rsa("new").sign(good())));
    }

    @Test
    void how_it_is_signed() {
        assertEquals("ALGORITHM", found(RSA.leaveUnsigned(good())));
        assertEquals("ALGORITHM", found(RSA.signWithThePublicKeyAsSecret(good())));
        assertEquals("ALGORITHM", found(RSA.sign(good(), AlgorithmIdentifiers.RSA_PSS_USING_SHA256)));
        believe(Settings.of(issuer).signing("PS256"));
        assertEquals("api", found(RSA.sign(good(), AlgorithmIdentifiers.RSA_PSS_USING_SHA256)));
        assertEquals("ALGORITHM", found(RSA.sign(good())));
    }

    /** Each algorithm has one of the two keys; with one more that might have signed it, it is not known which did. */
    @Test
    void a_token_need_not_name_its_key_where_only_one_can_have_signed_it() {
        assertEquals("api", found(RSA.signWithoutKeyId(good())));
        issuer.publish(RSA, EC, Signer.rsa("other"));
        believe(Settings.of(issuer));
        assertEquals("KEY_UNKNOWN", found(RSA.signWithoutKeyId(good())));
        assertEquals("api", found(RSA.sign(good())));
        issuer.publish(RSA, EC);
    }

    @Test
    void whom_it_fits_is_one() {
        Finding finding = verifier.verify(
                RSA.sign(but(claims -> claims.setStringClaim("repository", "acme/vision"))), policy("""
                        {name: b, jwt: {issuer: ISSUER, audience: podgate, claims: {repository: acme/vision}}},
                        {name: a, serviceAccount: vision/api, issuer: ISSUER, audience: podgate}"""));
        assertEquals(new Finding.Refused(Reason.AMBIGUOUS, "ci", "a, b"), finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ey", "ey..", "eyJ.eyJ.", "eyJ.a.b", "ey. . ", "ey\u0000.ö.b", "ey.a", "ey.a.b.c", "a.b.c"})
    void nonsense(String token) {
        assertEquals("MALFORMED", found(token));
    }

    @Test
    void a_token_in_a_token_is_nonsense() {
        String inner = RSA.sign(good());
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"cty\":\"JWT\"}";
        assertEquals("MALFORMED", found(encoded(header) + "." + encoded(inner) + ".AAAA"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever comes is answered, and none of it is anybody's. */
    @Test
    void tokens_with_something_changed_are_nobodys() {
        Random random = new Random(20261128);
        PolicySet policy = policy(CALLERS);
        String token = RSA.sign(good());
        for (int i = 0; i < 2_000; i++) {
            StringBuilder changed = new StringBuilder(token);
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(128));
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, (char) (' ' + random.nextInt(95)));
                default -> changed.setLength(at);
            }
            if (!sameBytes(changed.toString(), token)) {
                assertFalse(verifier.verify(changed.toString(), policy) instanceof Finding.Fits, changed::toString);
            }
        }
    }

    /** Of the last character of a part some bits mean nothing. */
    private static boolean sameBytes(String one, String other) {
        return one.equals(other) || decoded(one).equals(decoded(other));
    }

    private static List<String> decoded(String token) {
        return Arrays.stream(token.split("\\.", -1))
                .map(part -> new String(new Base64Url().base64UrlDecode(part), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\": 5}",
                "{\"alg\": null}",
                "{\"alg\": \"RS256\", \"kid\": 5}",
                "{\"alg\": \"RS256\", \"kid\": [\"rsa\"]}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"crit\": \"x\"}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"crit\": [\"x\"]}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"x5t\": {}}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"b64\": false, \"crit\": [\"b64\"]}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"zip\": \"DEF\"}",
                "{\"alg\": \"RS256\", \"kid\": \"rsa\", \"cty\": 5}",
                "{\"alg\": \"RS256\", \"jwk\": {\"kty\": \"oct\", \"k\": \"AA\"}}",
                "[]",
                "5"
            })
    void headers_of_all_kinds_do_no_harm(String header) {
        String[] parts = RSA.sign(good()).split("\\.", -1);
        assertFalse(
                verifier.verify(encoded(header) + "." + parts[1] + "." + parts[2], policy(CALLERS))
                        instanceof Finding.Fits);
    }

    @Test
    void claims_of_all_kinds_do_no_harm() {
        for (String claims : List.of(
                "[]",
                "5",
                "\"a\"",
                "null",
                "{\"iss\": 5}",
                "{\"iss\": [\"ISSUER\"]}",
                "{\"iss\": \"ISSUER\", \"aud\": 5}",
                "{\"iss\": \"ISSUER\", \"aud\": [5], \"exp\": 99999999999}",
                "{\"iss\": \"ISSUER\", \"aud\": \"podgate\", \"exp\": 1e400, \"sub\": {}}",
                "{\"iss\": \"ISSUER\", \"aud\": \"podgate\", \"exp\": -9223372036854775808}",
                "{\"iss\": \"ISSUER\", \"iss\": \"ISSUER\"}",
                "{\"iss\": \"ISSUER\"} more",
                "[".repeat(2_000))) {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims.replace("ISSUER", issuer.url()));
            token.setAlgorithmHeaderValue("RS256");
            token.setKeyIdHeaderValue("rsa");
            token.setKey(RSA.key().getPrivateKey());
            try {
                assertFalse(
                        verifier.verify(token.getCompactSerialization(), policy(CALLERS)) instanceof Finding.Fits,
                        claims);
            } catch (JoseException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void only_what_looks_like_it_is_read() {
        assertTrue(JwtVerifier.isShaped(RSA.sign(good())));
        for (String other : List.of("pg_abc", "a.b.c", "eyabc", "ey.b", "ey.a.b.c.d")) {
            assertFalse(JwtVerifier.isShaped(other), other);
        }
    }
}
