package io.podgate.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Noticeboard.Look;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notices that several replicas share. */
final class SharedNoticesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Payload TEXT = Payload.of("[]".getBytes(StandardCharsets.UTF_8));

    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final Noticeboard here = board(1);
    private final Noticeboard there = board(1);

    private Noticeboard board(int key) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) key;
        return new SharedNotices(new Database(source), () -> bytes, Clock.systemUTC());
    }

    @AfterEach
    void end() {
        source.close();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private static Look look(Noticeboard board) {
        return now(board.look("list", MINUTE, Noticeboard.NOWHERE, LEASE));
    }

    private static long turn(Noticeboard board) {
        return assertInstanceOf(Look.Yours.class, look(board)).turn();
    }

    private void passes(Duration time) {
        long micros = time.toMillis() * 1000;
        Postgres.run(
                source,
                "UPDATE notice SET asked = asked - ?, taken_until = taken_until - ?, kept_until = kept_until - ?",
                micros,
                micros,
                micros);
    }

    @Test
    void one_replica_asks_and_all_read() {
        Instant before = Instant.now();
        long turn = turn(here);
        Instant after = Instant.now();
        assertInstanceOf(Look.Anothers.class, look(there));
        now(here.post("list", turn, 42, TEXT));
        Noticeboard.Notice notice =
                assertInstanceOf(Look.Posted.class, look(there)).notice();
        assertEquals(turn, notice.number());
        assertEquals(42, notice.mark());
        assertEquals(TEXT, notice.text());
        assertFalse(notice.asked().isAfter(after), notice::toString);
        assertFalse(notice.askedAtLatest().isBefore(before), notice::toString);
        assertTrue(notice.asked().isBefore(notice.askedAtLatest()));
        assertInstanceOf(Look.Known.class, now(here.look("list", MINUTE, turn, LEASE)));
        assertInstanceOf(Look.Yours.class, now(there.look("another", MINUTE, turn, LEASE)));
    }

    @Test
    void what_is_too_old_is_asked_for_anew_by_one_of_a_hundred() throws Exception {
        now(here.post("list", turn(here), 1, TEXT));
        passes(MINUTE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Look>> looks = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> look(i % 2 == 0 ? here : there)))
                    .toList();
            int turns = 0;
            for (Future<Look> look : looks) {
                turns += look.get() instanceof Look.Yours ? 1 : 0;
            }
            assertEquals(1, turns);
        }
    }

    @Test
    void who_does_not_come_back_is_not_waited_for_longer_than_its_lease() {
        turn(here);
        passes(LEASE.minusSeconds(5));
        assertInstanceOf(Look.Anothers.class, look(there));
        passes(Duration.ofSeconds(6));
        turn(there);
    }

    @Test
    void who_comes_back_late_does_not_take_back_what_was_asked_for_later() {
        long early = turn(here);
        passes(LEASE);
        long late = turn(there);
        now(there.post("list", late, 2, TEXT));
        now(here.post("list", early, 1, Payload.empty()));
        assertEquals(2, assertInstanceOf(Look.Posted.class, look(here)).notice().mark());
    }

    @Test
    void that_there_is_nothing_is_a_notice_as_well() {
        now(here.post("list", turn(here), 1, Payload.empty()));
        assertEquals(
                Payload.empty(),
                assertInstanceOf(Look.Posted.class, look(there)).notice().text());
    }

    @Test
    void nobody_reads_it_in_the_database_or_with_another_key() {
        Payload secret = Payload.of("{\"env\": {\"TOKEN\": \"canary\"}}".getBytes(StandardCharsets.UTF_8));
        now(here.post("list", turn(here), 1, secret));
        List<String> rows = Postgres.rows(source, "SELECT encode(text, 'escape') FROM notice");
        assertEquals(1, rows.size());
        assertFalse(rows.getFirst().contains("canary"), rows::getFirst);
        assertEquals(new Look.Yours(Noticeboard.NOWHERE), look(board(2)));
        Postgres.run(source, "UPDATE notice SET about = 'another'");
        assertEquals(
                new Look.Yours(Noticeboard.NOWHERE), now(there.look("another", MINUTE, Noticeboard.NOWHERE, LEASE)));
        Postgres.run(source, "UPDATE notice SET about = 'list'");
        assertEquals(
                secret,
                assertInstanceOf(Look.Posted.class, look(there)).notice().text());
    }

    @Test
    void what_says_nothing_any_more_is_removed() {
        now(here.post("list", turn(here), 1, TEXT));
        Upkeep upkeep = new Upkeep(new Database(source), Duration.ofDays(90), Clock.systemUTC());
        upkeep.once();
        assertEquals(1, Postgres.rows(source, "SELECT 1 FROM notice").size());
        passes(MINUTE.plus(LEASE));
        upkeep.once();
        assertEquals(0, Postgres.rows(source, "SELECT 1 FROM notice").size());
    }

    @Test
    void while_the_database_is_away_each_asks_for_itself() {
        Postgres.run(source, "ALTER TABLE notice RENAME TO gone");
        assertEquals(new Look.Yours(Noticeboard.NOWHERE), look(here));
        Postgres.run(source, "ALTER TABLE gone RENAME TO notice");
        assertEquals(new Look.Yours(Noticeboard.NOWHERE), look(here));
        now(here.post("list", Noticeboard.NOWHERE, 1, TEXT));
        assertTrue(turn(there) > 0);
    }
}
