package io.podgate.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.CallerLimits.Allowance;
import io.podgate.admission.CallerLimits.Draw;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Timing;
import io.podgate.memory.CallerBuckets;
import io.podgate.policy.Caller;
import io.podgate.policy.Rate;
import io.podgate.policy.Role;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers have left where several replicas ask one database. */
final class SharedLimitsTest {

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicBoolean reachable = new AtomicBoolean(true);
    private final List<SharedLimits> replicas = List.of(replica(), replica(), replica());

    private SharedLimits replica() {
        LimitListener listener = caller -> turnedAway.incrementAndGet();
        return new SharedLimits(
                new Database(source), reachable::get, new CallerBuckets(listener, Timing.real()), listener);
    }

    @AfterEach
    void end() {
        source.close();
    }

    private static Caller caller(String name, int updates, Duration period) {
        Rate rate = new Rate(updates, period);
        return new Caller(name, Role.CALLER, Optional.of("vision"), rate, rate, Optional.empty());
    }

    private static Caller hourly(String name, int updates) {
        return caller(name, updates, Duration.ofHours(1));
    }

    private Allowance take(int replica, Caller caller, Draw draw) {
        return replicas.get(replica).take(caller, draw).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void all_together_grant_what_one_would() {
        Caller caller = hourly("a", 50);
        List<Uni<Allowance>> takes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            takes.add(replicas.get(i % 3).take(caller, Draw.UPDATE));
        }
        List<Allowance> taken = Uni.join().all(takes).andFailFast().await().atMost(Duration.ofSeconds(10));
        assertEquals(50, taken.stream().filter(Allowance::granted).count());
        assertEquals(100, turnedAway.get());
        assertEquals(
                50,
                taken.stream()
                        .filter(Allowance::granted)
                        .map(Allowance::remaining)
                        .distinct()
                        .count());
        Allowance refused = take(0, caller, Draw.UPDATE);
        assertFalse(refused.granted());
        assertEquals(0, refused.remaining());
        assertAbout(Duration.ofSeconds(72), refused.retryAfter());
        assertAbout(Duration.ofHours(1), refused.reset());
        assertTrue(take(1, hourly("b", 1), Draw.UPDATE).granted());
        assertTrue(take(2, caller, Draw.READ).granted());
    }

    private static void assertAbout(Duration expected, Duration actual) {
        assertTrue(expected.minus(actual).abs().compareTo(Duration.ofSeconds(5)) < 0, expected + ": " + actual);
    }

    @Test
    void the_reserve_is_for_shrinking_only_and_is_not_shown() {
        Caller caller = hourly("a", 1);
        assertTrue(take(0, caller, Draw.UPDATE).granted());
        Allowance shrinking = take(1, caller, Draw.SHRINK);
        assertTrue(shrinking.granted());
        assertEquals(0, shrinking.remaining());
        assertEquals(Duration.ZERO, shrinking.retryAfter());
        assertFalse(take(2, caller, Draw.UPDATE).granted());
        Allowance tooMuch = take(0, caller, Draw.SHRINK);
        assertFalse(tooMuch.granted());
        assertTrue(tooMuch.retryAfter().compareTo(Duration.ofMinutes(59)) > 0);
    }

    @Test
    void it_fills_up_again() throws InterruptedException {
        Caller caller = caller("a", 2, Duration.ofSeconds(1));
        assertEquals(1, take(0, caller, Draw.UPDATE).remaining());
        assertEquals(0, take(1, caller, Draw.UPDATE).remaining());
        Thread.sleep(1_100);
        assertEquals(1, take(2, caller, Draw.UPDATE).remaining());
    }

    @Test
    void another_rate_is_another_limit() {
        assertTrue(take(0, hourly("a", 1), Draw.UPDATE).granted());
        assertFalse(take(1, hourly("a", 1), Draw.UPDATE).granted());
        assertEquals(1, take(2, hourly("a", 2), Draw.UPDATE).remaining());
    }

    @Test
    void each_replica_keeps_to_it_alone_while_the_database_is_away() {
        Caller caller = hourly("a", 2);
        assertTrue(take(0, caller, Draw.UPDATE).granted());
        reachable.set(false);
        assertEquals(1, take(0, caller, Draw.UPDATE).remaining());
        assertEquals(0, take(0, caller, Draw.UPDATE).remaining());
        assertFalse(take(0, caller, Draw.UPDATE).granted());
        reachable.set(true);
        source.close();
        assertTrue(take(1, caller, Draw.UPDATE).granted());
    }
}
