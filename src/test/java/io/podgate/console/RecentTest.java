package io.podgate.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.admission.DecisionLog;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.podgate.trail.NoLog;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));

    private Instant now = NOON.plusSeconds(600);
    private final Kept log = new Kept();
    private final Recent recent = new Recent(log, () -> now);

    /** A trail in memory, oldest first, that tells how far back it was read. */
    private static final class Kept implements DecisionLog {

        private final DecisionLog nothingElse = new NoLog();
        private final List<Told> told = new ArrayList<>();
        private final List<Instant> asked = new ArrayList<>();

        void add(Instant time, String endpoint, String outcome) {
            String id = "d" + told.size();
            byte[] record = Json.bytes(
                    Map.of("decisionId", id, "time", time.toString(), "endpointId", endpoint, "outcome", outcome));
            told.add(new Told(time, new Entry(id, Optional.empty(), Payload.of(record))));
        }

        private record Told(Instant time, Entry entry) {}

        @Override
        public Uni<Page> find(Query query) {
            asked.add(query.since().orElseThrow());
            int at = query.cursor().map(Integer::parseInt).orElse(told.size());
            List<Entry> found = new ArrayList<>();
            while (at > 0 && !told.get(at - 1).time().isBefore(query.since().orElseThrow())) {
                if (found.size() == query.limit()) {
                    return Uni.createFrom().item(new Page(found, Optional.of(String.valueOf(at))));
                }
                found.add(told.get(--at).entry());
            }
            return Uni.createFrom().item(new Page(found, Optional.empty()));
        }

        @Override
        public Uni<Optional<Entry>> byId(String decisionId) {
            return nothingElse.byId(decisionId);
        }

        @Override
        public boolean gaveOut(String cursor) {
            return nothingElse.gaveOut(cursor);
        }

        @Override
        public Uni<Optional<Payload>> policy(String revision) {
            return nothingElse.policy(revision);
        }
    }

    @Test
    void decisions_are_counted_by_the_half_hour_and_the_last_of_each_endpoint_is_known() {
        log.add(NOON.minusSeconds(1), "a", "applied");
        log.add(NOON, "a", "denied");
        log.add(NOON.plusSeconds(5), "b", "applied");
        Recent.Picture picture = recent.picture(SOON);
        assertEquals(
                Map.of(NOON.minus(Recent.SLOT), Map.of("applied", 1), NOON, Map.of("applied", 1, "denied", 1)),
                picture.bySlot());
        assertEquals(new Recent.Last("d1", "denied", NOON), picture.byEndpoint().get("a"));
        assertTrue(picture.whole());
    }

    @Test
    void for_five_seconds_nobody_reads_again() {
        recent.picture(SOON);
        now = now.plusMillis(4_999);
        recent.picture(SOON);
        assertEquals(1, log.asked.size());
        now = now.plusMillis(1);
        recent.picture(SOON);
        assertEquals(2, log.asked.size());
    }

    @Test
    void it_reads_a_day_once_and_then_no_further_back_than_it_has_to() {
        log.add(NOON.minus(Duration.ofHours(3)), "a", "applied");
        recent.picture(SOON);
        assertEquals(NOON.minus(Duration.ofMinutes(47 * 30)), log.asked.getLast());
        now = NOON.plus(Duration.ofMinutes(29));
        log.add(now, "a", "denied");
        Recent.Picture picture = recent.picture(SOON);
        assertEquals(NOON, log.asked.getLast());
        assertEquals(Map.of("applied", 1), picture.bySlot().get(NOON.minus(Duration.ofHours(3))));
        assertEquals(Map.of("denied", 1), picture.bySlot().get(NOON));
        assertEquals(new Recent.Last("d1", "denied", now), picture.byEndpoint().get("a"));
        now = NOON.plus(Duration.ofMinutes(30));
        recent.picture(SOON);
        assertEquals(NOON, log.asked.getLast());
    }

    @Test
    void what_is_older_than_a_day_is_forgotten() {
        log.add(NOON, "a", "applied");
        recent.picture(SOON);
        now = NOON.plus(Duration.ofHours(25));
        Recent.Picture picture = recent.picture(SOON);
        assertEquals(Map.of(), picture.bySlot());
        assertEquals(Map.of(), picture.byEndpoint());
    }

    @Test
    void of_more_than_it_can_count_the_latest_count() {
        for (int i = 0; i < 50_200; i++) {
            log.add(NOON.plusMillis(i), "a", "applied");
        }
        Recent.Picture picture = recent.picture(SOON);
        assertFalse(picture.whole());
        assertEquals(Map.of(NOON, Map.of("applied", 50_000)), picture.bySlot());
    }

    @Test
    void columns_are_as_high_as_they_are_many() {
        for (int i = 0; i < 6; i++) {
            log.add(NOON.plusSeconds(i), "a", i < 3 ? "applied" : i < 5 ? "denied" : "unknown");
        }
        log.add(NOON.minusSeconds(1), "a", "replayed");
        Series series = Series.of(recent.picture(SOON));
        assertEquals(48, series.columns().size());
        assertEquals(List.of(4, 2, 1, 6), List.of(series.through(), series.refused(), series.trouble(), series.most()));
        assertEquals(
                List.of(
                        new Series.Block("good", 48, 48),
                        new Series.Block("bad", 16, 32),
                        new Series.Block("trouble", 0, 16)),
                series.columns().getLast().blocks());
        assertEquals(
                "12:00: 3 let through, 2 refused, 1 gone wrong",
                series.columns().getLast().words());
        assertTrue(series.columns().getFirst().empty());
    }
}
