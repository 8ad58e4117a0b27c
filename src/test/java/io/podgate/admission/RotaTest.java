package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.HandTime;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One replica lists for all, whichever it is. */
class RotaTest {

    private static final Duration EVERY = Duration.ofSeconds(30);

    private final HandTime time = new HandTime() {
        @Override
        public Uni<Void> pause(Duration duration) {
            throw new AssertionError("nobody waits here");
        }
    };
    private final Shared board = new Shared();
    private final List<Long> adopted = new ArrayList<>();

    /** A board on the same clock. */
    private final class Shared implements Noticeboard {
        private Optional<Notice> notice = Optional.empty();
        private Instant takenUntil = Instant.MIN;
        private boolean away;
        private long turns;

        @Override
        public Uni<Look> look(String about, Duration period, long known, Duration lease) {
            assertEquals(Rota.LIST, about);
            return Uni.createFrom().item(() -> {
                if (away) {
                    return new Look.Yours(NOWHERE);
                }
                if (notice.filter(n -> n.asked().plus(period).isAfter(time.instant()))
                        .isPresent()) {
                    return notice.get().number() == known
                            ? new Look.Known(notice.get().asked())
                            : new Look.Posted(notice.get());
                }
                if (takenUntil.isAfter(time.instant())) {
                    return new Look.Anothers();
                }
                takenUntil = time.instant().plus(lease);
                return new Look.Yours(++turns);
            });
        }

        @Override
        public Uni<Void> post(String about, long turn, long mark, Payload text) {
            if (turn != NOWHERE) {
                notice = Optional.of(new Notice(turn, mark, text, time.instant(), time.instant()));
            }
            return Uni.createFrom().voidItem();
        }
    }

    /** A replica and what it has seen. */
    private final class Replica {
        private final Replicas fleet = new Replicas();
        private final Rota rota;

        Replica() {
            World world = new World();
            Census census = new Census(
                    world.ledger, fleet, () -> Optional.of(world.policy), world, world.lookout((now, fields) -> {}));
            rota = new Rota(census, fleet, board, EVERY, time, time);
        }

        void tick() {
            rota.tick(time.deadline(Duration.ofSeconds(25))).await().indefinitely();
        }
    }

    /** Counts lists and adoptions. */
    private final class Replicas implements Fleet {
        private int lists;
        private boolean fails;
        private Optional<Instant> listed = Optional.empty();

        @Override
        public Optional<Sighting> known(String endpointId) {
            return Optional.empty();
        }

        @Override
        public List<Sighting> all() {
            return List.of();
        }

        @Override
        public Set<String> unread() {
            return Set.of();
        }

        @Override
        public long version() {
            return lists;
        }

        @Override
        public Optional<Instant> listed() {
            return listed;
        }

        @Override
        public boolean recent(Sighting sighting) {
            return true;
        }

        @Override
        public boolean listedRecently() {
            return true;
        }

        @Override
        public Uni<Reply<Sighting>> fetch(String endpointId, Errand errand) {
            throw new AssertionError("lists only");
        }

        @Override
        public Uni<Reply<Listing>> refresh(Errand errand) {
            lists++;
            if (fails) {
                return Uni.createFrom().item(new Reply.Failed<>("away", Upstream.NONE));
            }
            listed = Optional.of(time.instant());
            return Uni.createFrom()
                    .item(new Reply.Answered<>(new Listing(Payload.empty(), List.of(), time.instant()), Upstream.NONE));
        }

        @Override
        public Optional<Listing> adopt(Noticeboard.Notice list, java.util.function.Predicate<String> ahead) {
            adopted.add(list.number());
            listed = Optional.of(list.asked());
            return Optional.of(new Listing(list.text(), List.of(), list.asked()));
        }

        @Override
        public void saw(Sighting sighting) {
            throw new AssertionError("lists only");
        }
    }

    private int run(Duration howLong, List<Replica> replicas) {
        for (int second = 0; second < howLong.toSeconds(); second++) {
            for (Replica replica : replicas) {
                time.chance((second * 7 % 10) / 10.0);
                replica.tick();
            }
            time.pass(Duration.ofSeconds(1));
        }
        return replicas.stream().mapToInt(replica -> replica.fleet.lists).sum();
    }

    @Test
    void three_replicas_list_twice_a_minute_in_all_and_all_have_each_list() {
        List<Replica> replicas = List.of(new Replica(), new Replica(), new Replica());
        int lists = run(Duration.ofMinutes(10), replicas);
        assertTrue(lists >= 17 && lists <= 20, lists + " lists in ten minutes");
        assertTrue(adopted.size() >= 2 * (lists - 1), adopted::toString);
    }

    @Test
    void nobody_is_left_without_a_list_when_another_dies_with_its_turn() {
        board.look(Rota.LIST, EVERY, Noticeboard.NOWHERE, Duration.ofSeconds(25))
                .await()
                .indefinitely();
        Replica replica = new Replica();
        run(Duration.ofSeconds(20), List.of(replica));
        assertEquals(0, replica.fleet.lists);
        run(Duration.ofSeconds(10), List.of(replica));
        assertEquals(1, replica.fleet.lists);
    }

    @Test
    void while_there_is_no_board_each_lists_for_itself() {
        board.away = true;
        List<Replica> replicas = List.of(new Replica(), new Replica(), new Replica());
        int lists = run(Duration.ofMinutes(2), replicas);
        assertTrue(lists >= 9 && lists <= 12, lists + " lists");
        assertEquals(List.of(), adopted);
    }

    @Test
    void what_fails_is_tried_again_soon_before_anything_is_known_and_in_its_time_after() {
        Replica replica = new Replica();
        board.away = true;
        replica.fleet.fails = true;
        run(Duration.ofSeconds(30), List.of(replica));
        assertTrue(replica.fleet.lists >= 5, replica.fleet.lists + " lists");
        replica.fleet.fails = false;
        run(Duration.ofSeconds(6), List.of(replica));
        int before = replica.fleet.lists;
        replica.fleet.fails = true;
        run(Duration.ofMinutes(1), List.of(replica));
        assertEquals(before + 1, replica.fleet.lists);
    }

    @Test
    void a_clock_that_jumps_delays_no_list_beyond_its_time() {
        Replica replica = new Replica();
        replica.tick();
        time.jump(Duration.ofDays(-1));
        board.notice = Optional.empty();
        board.takenUntil = Instant.MIN;
        run(Duration.ofSeconds(40), List.of(replica));
        assertEquals(2, replica.fleet.lists);
    }
}
