package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.Errand.Urgency;
import io.podgate.admission.UpstreamListener;
import io.podgate.admission.UpstreamQuota;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The line in front of a RunPod that allows sixty requests a minute, counted as RunPod counts them. */
class FairLineTest {

    private static final Duration TRIP = Duration.ofMillis(100);
    private static final List<Urgency> ALL = List.of(Urgency.READ, Urgency.UPDATE, Urgency.SHRINK);
    private static final Exchange GET = Exchange.get("read", "/v2/serverless/a", Exchange.ONE);

    private final Agenda time = new Agenda();
    private final Map<String, Integer> told = new HashMap<>();
    private final List<Trip> sent = new ArrayList<>();
    private final FairLine line = new FairLine(this::runpod, time, listener());

    private long limit = 60;
    private boolean tells = true;
    private long windowEnds;
    private long used;
    private int refused;

    /** One exchange that got through. */
    private record Trip(String team, Urgency urgency, long at) {}

    /** One that was asked for. */
    private final class Asked {
        private final long at = time.nanoTime();
        private @Nullable Answer answer;
        private @Nullable Throwable failure;
        private long end;
        private @Nullable Cancellable under;

        boolean answered() {
            return answer != null && answer.good();
        }

        boolean over() {
            return answer != null || failure != null;
        }

        Duration took() {
            return Duration.ofNanos(end - at);
        }

        Duration retryAfter() {
            return assertInstanceOf(ExchangeFailure.NoTurn.class, failure).retryAfter();
        }
    }

    private UpstreamListener listener() {
        return new Deaf() {
            @Override
            public void waiting(String team, int exchanges) {
                told.put(team, exchanges);
            }
        };
    }

    private Uni<Answer> runpod(Exchange exchange, Errand errand) {
        return Uni.createFrom().emitter(emitter -> {
            sent.add(new Trip(errand.share().name(), errand.urgency(), time.nanoTime()));
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            if (time.nanoTime() >= windowEnds) {
                windowEnds = time.nanoTime() + Duration.ofMinutes(1).toNanos();
                used = 0;
            }
            boolean good = !tells || used < limit;
            used += good ? 1 : 0;
            refused += good ? 0 : 1;
            if (tells) {
                long seconds = (windowEnds - time.nanoTime() + 999_999_999) / 1_000_000_000;
                headers.add("RateLimit", "\"minute\";r=" + (limit - used) + ";t=" + seconds);
                headers.add("RateLimit-Policy", "\"minute\";q=" + limit + ";w=60");
            }
            time.in(TRIP, () -> emitter.complete(new Answer(good ? 200 : 429, headers, Payload.empty())));
        });
    }

    private Asked ask(String team, int weight, Urgency urgency, Duration deadline) {
        Asked asked = new Asked();
        Errand errand = new Errand(new Share(team, weight), urgency, time.deadline(deadline));
        asked.under = line.send(GET, errand)
                .subscribe()
                .with(
                        answer -> {
                            asked.answer = answer;
                            asked.end = time.nanoTime();
                        },
                        failure -> {
                            asked.failure = failure;
                            asked.end = time.nanoTime();
                        });
        return asked;
    }

    private Asked ask(String team, Urgency urgency) {
        return ask(team, 1, urgency, Duration.ofSeconds(25));
    }

    private List<Asked> stampede(String team, Urgency urgency, int count) {
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(ask(team, urgency));
        }
        return all;
    }

    private void run(long seconds) {
        time.run(Duration.ofSeconds(seconds));
    }

    private static long answered(List<Asked> asked) {
        return asked.stream().filter(Asked::answered).count();
    }

    /** RunPod has told its quota, of which so many are used up. */
    private void begin(long alreadyUsed) {
        ask("", Urgency.UPDATE);
        run(1);
        used = alreadyUsed - 1;
        ask("", Urgency.UPDATE);
        run(1);
        sent.clear();
    }

    @Test
    void without_a_quota_nothing_waits() {
        tells = false;
        List<Asked> all = stampede("herd", Urgency.READ, 1000);
        assertEquals(1000, sent.size());
        run(1);
        assertEquals(1000, answered(all));
        assertEquals(List.of(), line.now().windows());
        assertEquals(0, line.now().underWay());
    }

    @Test
    void where_there_is_room_nothing_waits() {
        begin(10);
        List<Asked> all = stampede("vision", Urgency.READ, 20);
        assertEquals(20, sent.size());
        run(1);
        assertEquals(20, answered(all));
        assertEquals(Map.of(), told);
    }

    @Test
    void a_stampede_leaves_the_others_as_they_were() {
        begin(2);
        List<Asked> herd = stampede("herd", Urgency.READ, 50);
        Asked read = ask("calm", Urgency.READ);
        Asked update = ask("calm", Urgency.UPDATE);
        Asked shrink = ask("calm", Urgency.SHRINK);
        Asked list = ask("", Urgency.UPDATE);
        run(5);
        for (Asked each : List.of(read, update, shrink, list)) {
            assertTrue(each.answered());
            assertEquals(TRIP, each.took());
        }
        run(60);
        assertTrue(herd.stream().allMatch(Asked::over));
        assertEquals(0, refused);
        assertEquals(0, line.now().underWay());
        assertEquals(List.of(), line.now().waiting());
        assertEquals(0, told.get("herd"));
    }

    @Test
    void what_shrinks_overtakes_all_that_waits() {
        begin(60);
        run(45);
        stampede("herd", Urgency.UPDATE, 20);
        Asked first = ask("herd", Urgency.SHRINK);
        Asked second = ask("calm", Urgency.SHRINK);
        run(20);
        assertTrue(second.answered());
        List<Urgency> order = sent.stream().map(Trip::urgency).toList();
        long ordinary =
                order.stream().takeWhile(urgency -> urgency != Urgency.UPDATE).count();
        assertEquals(2, ordinary, order::toString);
        assertTrue(first.answered());
    }

    @Test
    void teams_take_turns_by_their_weight_and_who_came_first_comes_first() {
        begin(60);
        run(40);
        for (int i = 0; i < 6; i++) {
            ask("heavy", 2, Urgency.UPDATE, Duration.ofSeconds(25));
        }
        for (int i = 0; i < 3; i++) {
            ask("light", 1, Urgency.UPDATE, Duration.ofSeconds(25));
        }
        assertEquals(
                List.of(new UpstreamQuota.Waiting("heavy", 2, 6), new UpstreamQuota.Waiting("light", 1, 3)),
                line.now().waiting());
        run(25);
        assertEquals(
                List.of("heavy", "heavy", "light", "heavy", "heavy", "light", "heavy", "heavy", "light"),
                sent.stream().map(Trip::team).toList());
    }

    @Test
    void a_wait_that_does_not_fit_is_not_begun_and_what_is_said_about_it_holds() {
        begin(60);
        Asked early = ask("vision", Urgency.SHRINK);
        run(0);
        Duration wait = early.retryAfter();
        assertTrue(wait.compareTo(Duration.ofSeconds(57)) > 0 && wait.compareTo(Duration.ofSeconds(60)) <= 0);
        assertEquals(List.of(), sent);
        time.run(wait);
        Asked again = ask("vision", Urgency.SHRINK);
        run(1);
        assertTrue(again.answered());
        assertEquals(0, refused);
    }

    @Test
    void a_turn_that_does_not_come_is_told_before_the_deadline() {
        begin(60);
        run(40);
        List<Asked> all = stampede("herd", Urgency.READ, 64);
        run(25);
        assertTrue(all.stream().allMatch(Asked::over));
        for (Asked each : all) {
            if (!each.answered()) {
                assertTrue(each.took().compareTo(Duration.ofSeconds(24)) <= 0);
                assertTrue(each.retryAfter().isPositive());
            }
        }
        assertTrue(answered(all) >= 25, answered(all) + " answered");
        assertEquals(0, refused);
    }

    @Test
    void so_many_may_wait_and_no_more() {
        limit = 1000;
        begin(1000);
        run(40);
        stampede("herd", Urgency.UPDATE, WaitingRoom.MOST_OF_A_SHARE);
        Asked beyond = ask("herd", Urgency.UPDATE);
        Asked calm = ask("calm", Urgency.UPDATE);
        run(0);
        assertTrue(beyond.retryAfter().compareTo(Duration.ofSeconds(20)) <= 0);
        assertFalse(calm.over());
        for (int team = 0; team < 20; team++) {
            stampede("t" + team, Urgency.UPDATE, 40);
        }
        assertEquals(
                WaitingRoom.MOST,
                line.now().waiting().stream()
                        .mapToInt(UpstreamQuota.Waiting::requests)
                        .sum());
        run(25);
        assertTrue(calm.answered());
    }

    @Test
    void who_hangs_up_gives_its_place_away() {
        begin(60);
        run(45);
        List<Asked> all = stampede("vision", Urgency.UPDATE, 3);
        assertEquals(3, told.get("vision"));
        Cancellable under = all.getFirst().under;
        if (under != null) {
            under.cancel();
        }
        assertEquals(2, told.get("vision"));
        run(20);
        assertEquals(2, answered(all));
        assertEquals(0, line.now().underWay());
    }

    @Test
    void what_runpod_stops_telling_of_limits_nothing_in_the_end() {
        begin(60);
        tells = false;
        run(120);
        Asked asked = ask("vision", Urgency.READ);
        run(120);
        assertTrue(asked.answered());
        assertEquals(1000, stampede("vision", Urgency.READ, 1000).size());
        run(1);
        assertEquals(1001, sent.size());
    }

    @Test
    void a_quota_that_only_a_429_told_of_is_waited_for() {
        tells = false;
        List<Answer> script = new ArrayList<>();
        script.add(QuotaFieldsTest.answer(429, "Retry-After", "5"));
        FairLine other = new FairLine(
                (exchange, errand) ->
                        Uni.createFrom().item(script.isEmpty() ? QuotaFieldsTest.answer(200) : script.removeFirst()),
                time,
                new Deaf());
        Errand errand = new Errand(Share.HOUSE, Urgency.SHRINK, time.deadline(Duration.ofSeconds(25)));
        List<Integer> statuses = new ArrayList<>();
        other.send(GET, errand).subscribe().with(answer -> statuses.add(answer.status()));
        other.send(GET, errand).subscribe().with(answer -> statuses.add(answer.status()));
        time.run(Duration.ofMillis(4900));
        assertEquals(List.of(429), statuses);
        run(1);
        assertEquals(List.of(429, 200), statuses);
    }

    /** Whatever comes when: RunPod refuses nothing, all come to an end in time, and the line is empty afterwards. */
    @Test
    void nothing_gets_stuck_and_nothing_is_refused_by_runpod() {
        for (long seed = 1; seed <= 30; seed++) {
            FairLineTest world = new FairLineTest();
            world.begin(1);
            Random random = new Random(seed);
            List<Asked> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                world.time.run(Duration.ofMillis(random.nextInt(900)));
                String team = random.nextInt(2) == 0 ? "herd" : "t" + random.nextInt(4);
                Urgency urgency = ALL.get(random.nextInt(ALL.size()));
                all.add(world.ask(team, 1 + random.nextInt(3), urgency, Duration.ofSeconds(1 + random.nextInt(30))));
            }
            world.run(60);
            long run = seed;
            for (Asked each : all) {
                assertTrue(each.over(), () -> "seed " + run);
                assertTrue(each.took().compareTo(Duration.ofSeconds(31)) < 0, () -> "seed " + run);
            }
            assertEquals(0, world.refused, () -> "seed " + run);
            assertEquals(0, world.line.now().underWay());
            assertEquals(List.of(), world.line.now().waiting());
        }
    }
}
