package io.podgate.gateway;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.WithIssuers;
import io.podgate.identity.Signer;
import io.podgate.identity.TestIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers whose tokens an issuer signs, and tokens that end. */
@QuarkusTest
@TestProfile(WithIssuers.class)
class SignedTokensTest extends GatewayTest {

    /** Beside those that all tests have. */
    private static final String CALLERS = """
                callers:
                  - {name: vision-api, serviceAccount: vision/api, issuer: "CI", audience: podgate}
                  - {name: vision-ci, jwt: {issuer: "CI", audience: podgate, claims: {repository: acme/vision, ref: refs/heads/main}}}
                  - {name: vision-afar, jwt: {issuer: "AWAY", audience: podgate, claims: {a: b}}}
                  - {name: vision-lost, jwt: {issuer: "https://nowhere.example", audience: podgate, claims: {a: b}}}
                  - name: vision-rotating
                    tokens:
                      - {digest: "{token:ended}", notAfter: 2026-01-01T00:00:00Z}
                      - {digest: "{token:ending}", notAfter: 2100-01-01T00:00:00Z}
                      - {digest: "{token:staying}"}
            """;

    private static final String PLATFORM = """
                - {name: audit-job, role: auditor, jwt: {issuer: "CI", audience: podgate, claims: {groups: audit}}}
            """;

    private static final Signer FIRST = Signer.rsa("first");
    private static final Signer CURVE = Signer.ec("curve");
    private static final String SHRINK = "{\"workers\": {\"max\": 1}}";

    @Nullable
    TestIssuer injectedIssuer;

    @BeforeEach
    void believe() throws IOException {
        issuer().publish(FIRST, CURVE);
        Files.writeString(directories().policyFile(), policy());
        await(() -> me(Tokens.of("staying")).statusCode() == 200);
        await(() -> me(FIRST.sign(account())).statusCode() == 200);
    }

    private TestIssuer issuer() {
        return Objects.requireNonNull(injectedIssuer);
    }

    private String policy() {
        String written = Resources.text("policy.yaml")
                .replaceFirst("(?s)    callers:\n(?= {6}- \\{name: vision-app)", Matcher.quoteReplacement(CALLERS))
                .replace("platform:\n  callers:\n", "platform:\n  callers:\n" + PLATFORM);
        return Tokens.digested(written.replace("\"CI\"", "\"" + issuer().url() + "\"")
                .replace("\"AWAY\"", "\"" + Issuing.AWAY + "\""));
    }

    private static RequestSpecification with(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    private static Response me(String token) {
        return with(token).get("/me");
    }

    private JwtClaims claims(Consumer<JwtClaims> change) {
        JwtClaims claims =
                Signer.claims(issuer().url(), "podgate", Instant.now().getEpochSecond());
        change.accept(claims);
        return claims;
    }

    private JwtClaims account() {
        return claims(claims -> claims.setSubject("system:serviceaccount:vision:api"));
    }

    private static JwtClaims job(JwtClaims claims) {
        claims.setSubject("repo:acme/vision");
        claims.setStringClaim("repository", "acme/vision");
        claims.setStringClaim("ref", "refs/heads/main");
        return claims;
    }

    @Test
    void a_service_account_does_what_a_caller_may() {
        String id = endpoint("vision");
        String token = FIRST.sign(account());
        me(token).then().statusCode(200).body("caller", equalTo("vision-api")).body("team", equalTo("vision"));
        with(token).get("/v2/serverless/" + id).then().statusCode(200);
        with(token)
                .contentType("application/json")
                .body(SHRINK)
                .patch("/v2/serverless/" + id)
                .then()
                .statusCode(200)
                .header("Podgate-Outcome", "applied");
        with(token).get("/v2/serverless/" + endpoint("lab")).then().statusCode(404);
    }

    @Test
    void so_does_a_job_with_its_claims_and_an_auditor() {
        me(CURVE.sign(job(claims(its -> {})))).then().statusCode(200).body("caller", equalTo("vision-ci"));
        String auditor = CURVE.sign(claims(its -> its.setStringListClaim("groups", "dev", "audit")));
        me(auditor).then().statusCode(200).body("role", equalTo("auditor"));
        with(auditor).get("/platform/teams").then().statusCode(200);
        with(auditor).get("/v2/serverless").then().statusCode(403);
    }

    @Test
    void such_a_token_opens_the_console_too_as_long_as_it_holds() {
        String auditor = CURVE.sign(claims(its -> its.setStringListClaim("groups", "audit")));
        Response entered = Browser.send(Browser.stranger(), "/console/login", Map.of("token", auditor));
        entered.then().statusCode(303).header("Location", equalTo("/console"));
        Browser.stranger()
                .cookie(Browser.COOKIE, entered.cookie(Browser.COOKIE))
                .get("/console")
                .then()
                .statusCode(200)
                .body(containsString("audit-job <span class=\"role\">auditor</span>"));
        for (JwtClaims other : List.of(account(), claims(its -> {
            its.setStringListClaim("groups", "audit");
            its.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 31));
        }))) {
            Browser.send(Browser.stranger(), "/console/login", Map.of("token", CURVE.sign(other)))
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", equalTo(null));
        }
    }

    @Test
    void all_others_are_strangers_and_are_not_told_why() {
        JwtClaims good = account();
        for (String token : List.of(
                FIRST.sign(claims(its -> {
                    its.setSubject("system:serviceaccount:vision:api");
                    its.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 31));
                })),
                FIRST.sign(claims(its -> its.setSubject("system:serviceaccount:vision:other"))),
                FIRST.sign(claims(its -> its.setAudience("runpod"))),
                FIRST.sign(claims(its -> its.setIssuer("https://evil.example"))),
                FIRST.sign(claims(its -> its.setIssuer("https://nowhere.example"))),
                FIRST.leaveUnsigned(good),
                FIRST.signWithThePublicKeyAsSecret(good),
                Signer.rsa("first").sign(good))) {
            me(token)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("detail", equalTo("the token fits no caller of this gateway"));
        }
    }

    @Test
    void a_token_that_fits_two_callers_is_nobodys_and_the_log_names_them() {
        try (Logged log = Logged.begin()) {
            me(FIRST.sign(both())).then().statusCode(401);
            assertTrue(
                    log.lines().stream()
                            .anyMatch(line -> line.equals("issuer ci: a token was refused: it fits more than one caller"
                                    + " (vision-api, vision-ci)")),
                    log.lines()::toString);
        }
    }

    private JwtClaims both() {
        JwtClaims claims = job(account());
        claims.setSubject("system:serviceaccount:vision:api");
        return claims;
    }

    /** The keys are read while the request waits, and its body is read after that. */
    @Test
    void a_new_key_is_looked_for_at_once_and_an_old_one_is_forgotten() {
        String id = endpoint("vision");
        String old = FIRST.sign(account());
        me(old).then().statusCode(200);
        Signer next = Signer.rsa("next" + System.nanoTime());
        issuer().publish(CURVE, next);
        String token = next.sign(account());
        await(() -> with(token)
                        .contentType("application/json")
                        .body(SHRINK)
                        .patch("/v2/serverless/" + id)
                        .statusCode()
                == 200);
        me(old).then().statusCode(401);
    }

    @Test
    void keys_survive_the_issuer() {
        await(() -> me(FIRST.sign(account())).statusCode() == 200);
        issuer().goAway();
        try {
            me(FIRST.sign(account())).then().statusCode(200);
            me(CURVE.sign(job(claims(its -> {})))).then().statusCode(200);
        } finally {
            issuer().comeBack();
        }
    }

    @Test
    void a_token_that_cannot_be_verified_is_not_called_wrong() {
        String token = FIRST.sign(claims(its -> {
            its.setIssuer(Issuing.AWAY);
            its.setStringClaim("a", "b");
        }));
        me(token)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo("urn:podgate:problem:state-unavailable"))
                .body("detail", containsString("keys of the token's issuer"));
        Response update =
                with(token).contentType("application/json").body(SHRINK).patch("/v1/endpoints/" + endpoint("vision"));
        update.then().statusCode(503).body("message", containsString("keys of the token's issuer"));
    }

    @Test
    void tokens_end_when_the_policy_says() {
        me(Tokens.of("ended")).then().statusCode(401);
        try (Logged log = Logged.begin()) {
            me(Tokens.of("ending")).then().statusCode(200).body("caller", equalTo("vision-rotating"));
            assertTrue(
                    log.lines().contains("caller vision-rotating comes with a token that ends at 2100-01-01T00:00:00Z"),
                    log.lines()::toString);
        }
        me(Tokens.of("staying")).then().statusCode(200).body("caller", equalTo("vision-rotating"));
    }

    @Test
    void a_token_that_is_taken_away_is_none_any_more() throws IOException {
        String token = FIRST.sign(account());
        me(token).then().statusCode(200);
        me(Tokens.of("ending")).then().statusCode(200);
        Files.writeString(
                directories().policyFile(),
                policy().replace("2100-01-01", "2026-01-02")
                        .replace("serviceAccount: vision/api", "serviceAccount: vision/x"));
        await(() -> me(token).statusCode() == 401);
        me(Tokens.of("ending")).then().statusCode(401);
    }

    @Test
    void operators_see_how_old_the_keys_are_and_which_issuer_is_missing() {
        await(() -> me(FIRST.sign(account())).statusCode() == 200);
        assertTrue(Management.metric("podgate_issuer_keys_age_seconds{issuer=\"ci\"}") < 600);
        assertTrue(Double.isNaN(Management.metric("podgate_issuer_keys_age_seconds{issuer=\"away\"}")));
        assertEquals(1, Management.metric("podgate_issuers_missing"));
    }

    @Test
    void whatever_comes_is_answered_and_nothing_of_it_is_logged() {
        Random random = new Random(20261128);
        String good = FIRST.sign(account());
        Set<Integer> statuses = new TreeSet<>();
        try (Logged log = Logged.begin()) {
            for (int i = 0; i < 300; i++) {
                StringBuilder token = new StringBuilder(good);
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    token.setCharAt(random.nextInt(token.length() - 20), (char) ('!' + random.nextInt(94)));
                }
                if (!token.toString().equals(good)) {
                    statuses.add(me(token.toString()).statusCode());
                }
            }
            for (String odd : List.of("ey..", "eyJhbGciOiJub25lIn0.e30.", "ey" + ".".repeat(2) + "a".repeat(8000))) {
                statuses.add(me(odd).statusCode());
            }
            assertEquals(Set.of(401), statuses);
            me(good).then().statusCode(200);
            String signature = good.substring(good.lastIndexOf('.') + 1);
            String payload = good.split("\\.", -1)[1];
            assertFalse(
                    log.lines().stream()
                            .anyMatch(line -> line.contains(signature)
                                    || line.contains(payload)
                                    || line.contains("system:serviceaccount")),
                    "a token or what it says is in the log");
        }
    }
}
