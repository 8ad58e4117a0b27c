package io.podgate.identity;

import static io.podgate.identity.TestIssuer.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.HandTime;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Role;
import io.podgate.policy.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of those who came. */
class AcquaintancesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Caller CALLER = new Caller(
            "signed",
            Role.CALLER,
            Optional.of("vision"),
            Caller.DEFAULT_RATE_LIMIT,
            Caller.DEFAULT_READ_LIMIT,
            Optional.empty());

    private final HandTime time = new HandTime();
    private final Acquaintances acquaintances = new Acquaintances(policy(), time);

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private TestIssuer issuer;

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private IssuerKeys keys;

    private static PolicySet policy() {
        byte[] text = """
                apiVersion: podgate/v1
                kind: PolicySet
                teams: [{name: vision, callers: [{name: own, tokens: [{digest: "%s", notAfter: 2026-11-23T09:00:00Z}]}]}]
                """.formatted(TokenDigest.of("own").asWritten()).getBytes(StandardCharsets.UTF_8);
        return assertInstanceOf(PolicyLoad.Loaded.class, PolicyLoader.load("p", text))
                .policy();
    }

    @BeforeEach
    void open() {
        issuer = TestIssuer.open();
        issuer.publish(Signer.ec("one"));
        keys = new IssuerKeys(Issuer.of("ci", Settings.of(issuer).withKeysAt(issuer.url() + KEYS)), time);
        keys.askedForToken().await().atMost(LONG);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private String known(String token) {
        return acquaintances
                .known(TokenDigest.of(token))
                .map(identity -> identity.getPrincipal().getName())
                .orElse("nobody");
    }

    private void remember(String token) {
        acquaintances.remember(
                TokenDigest.of(token),
                new Finding.Fits(
                        CALLER,
                        time.instant().plusSeconds(60),
                        keys,
                        keys.keys().orElseThrow()));
    }

    @Test
    void a_token_of_ones_own_up_to_its_end() {
        assertEquals("own", known("own"));
        time.pass(Duration.ofNanos(1));
        assertEquals("nobody", known("own"));
    }

    @Test
    void a_signed_token_for_as_long_as_that_was_found_to_hold() {
        assertEquals("nobody", known("a"));
        remember("a");
        assertEquals("signed", known("a"));
        time.pass(Duration.ofSeconds(59));
        assertEquals("signed", known("a"));
        time.pass(Duration.ofSeconds(1));
        assertEquals("nobody", known("a"));
    }

    @Test
    void and_for_as_long_as_the_issuer_shows_the_same_keys() {
        remember("a");
        time.pass(Duration.ofSeconds(10));
        keys.askedForToken().await().atMost(LONG);
        assertEquals("signed", known("a"));
        issuer.publish(Signer.ec("two"));
        time.pass(Duration.ofSeconds(10));
        keys.askedForToken().await().atMost(LONG);
        assertEquals("nobody", known("a"));
    }

    @Test
    void of_too_many_at_once_those_are_forgotten_first_that_are_of_no_use() {
        remember("ended");
        time.pass(Duration.ofSeconds(60));
        for (int i = 1; i < 10_000; i++) {
            remember("a" + i);
        }
        remember("b");
        assertEquals("signed", known("a1"));
        remember("c");
        assertEquals("nobody", known("a1"));
        assertEquals("signed", known("c"));
    }
}
