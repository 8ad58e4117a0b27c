package io.podgate.identity;

import static io.podgate.identity.TestIssuer.KEYS;
import static io.podgate.identity.TestIssuer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.HandTime;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of an issuer's keys, and how often it is asked. Time passes as the test says. */
class IssuerKeysTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Certificates certificates;

    private final HandTime time = new HandTime();

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private TestIssuer issuer;

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private IssuerKeys keys;

    @BeforeAll
    static void certify() {
        certificates = Certificates.make();
    }

    @BeforeEach
    void open() {
        issuer = new TestIssuer(certificates);
        issuer.publish(Signer.ec("one"));
        keys = new IssuerKeys(Issuer.of("ci", Settings.of(issuer).withKeysAt(issuer.url() + KEYS)), time);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private void ask() {
        keys.askedForToken().await().atMost(LONG);
    }

    private List<String> ids() {
        return keys.keys().stream()
                .flatMap(all -> all.keys().stream())
                .map(key -> String.valueOf(key.getKeyId()))
                .toList();
    }

    private int asked() {
        return issuer.requests().size();
    }

    @Test
    void nothing_is_known_before_the_first_look() {
        assertEquals(Optional.empty(), keys.keys());
        assertEquals(Optional.empty(), keys.read());
        assertTrue(keys.isOutOfReach());
    }

    @Test
    void a_token_with_an_unknown_key_has_the_issuer_asked() {
        ask();
        assertEquals(List.of("one"), ids());
        assertEquals(Optional.of(time.instant()), keys.read());
        assertFalse(keys.isOutOfReach());
    }

    @Test
    void but_not_again_within_ten_seconds() {
        ask();
        issuer.publish(Signer.ec("two"));
        time.pass(Duration.ofMillis(9_999));
        ask();
        assertEquals(List.of("one"), ids());
        assertEquals(1, asked());
        time.pass(Duration.ofMillis(1));
        ask();
        assertEquals(List.of("two"), ids());
        assertEquals(2, asked());
    }

    @Test
    void all_who_come_at_once_wait_for_one_look() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        issuer.put(KEYS, exchange -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            text(200, "{}").answer(exchange);
        });
        List<Uni<Void>> waiting = IntStream.range(0, 50)
                .mapToObj(i -> keys.askedForToken().memoize().indefinitely())
                .toList();
        waiting.forEach(each -> each.subscribe().with(done -> {}));
        assertTrue(keys.isOutOfReach());
        answered.countDown();
        waiting.forEach(each -> each.await().atMost(LONG));
        assertEquals(1, asked());
    }

    @Test
    void nobody_waits_for_ever() {
        CountDownLatch never = new CountDownLatch(1);
        issuer.put(KEYS, exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ask();
        assertTrue(keys.isOutOfReach());
        never.countDown();
    }

    @Test
    void they_hold_however_long_the_issuer_is_away() {
        ask();
        Instant read = time.instant();
        KeySet before = keys.keys().orElseThrow();
        issuer.goAway();
        time.pass(Duration.ofDays(400));
        ask();
        assertSame(before, keys.keys().orElseThrow());
        assertEquals(Optional.of(read), keys.read());
        assertTrue(keys.isOutOfReach());
        issuer.comeBack();
        time.pass(Duration.ofSeconds(10));
        ask();
        assertSame(before, keys.keys().orElseThrow());
        assertEquals(Optional.of(time.instant()), keys.read());
        assertFalse(keys.isOutOfReach());
    }

    @Test
    void what_is_no_set_of_keys_does_not_replace_them() {
        ask();
        issuer.put(KEYS, text(200, "{\"keys\": []}"));
        time.pass(Duration.ofSeconds(10));
        ask();
        assertEquals(List.of("one"), ids());
    }

    @Test
    void keys_that_the_issuer_takes_away_are_no_longer_known() {
        issuer.publish(Signer.ec("old"), Signer.ec("new"));
        ask();
        issuer.publish(Signer.ec("new"));
        time.pass(Duration.ofSeconds(10));
        ask();
        assertEquals(List.of("new"), ids());
    }

    /** The schedule comes by every few seconds. */
    @Test
    void they_are_read_anew_every_five_minutes_and_sooner_after_a_failure() {
        keys.keepFresh();
        awaitLooks(1);
        time.pass(Duration.ofSeconds(299));
        keys.keepFresh();
        time.pass(Duration.ofSeconds(1));
        issuer.put(KEYS, text(500, ""));
        keys.keepFresh();
        awaitLooks(2);
        time.pass(Duration.ofSeconds(29));
        keys.keepFresh();
        time.pass(Duration.ofSeconds(1));
        keys.keepFresh();
        awaitLooks(3);
    }

    /** A look is over when there is none to wait for any more. */
    private void awaitLooks(int looks) {
        long end = System.nanoTime() + LONG.toNanos();
        while (asked() < looks || keys.isLooking()) {
            assertTrue(System.nanoTime() < end, "waited for half a minute");
            Thread.onSpinWait();
        }
        assertEquals(looks, asked());
    }
}
