package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Listing;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Listed;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was seen later wins over what was asked for earlier. */
class FleetSnapshotTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Errand ERRAND = Errand.ofTheHouse(Deadline.in(Duration.ofMinutes(1)));

    private final Pending reads = new Pending();
    private Instant now = START;
    private final Unreadable unreadable = new Unreadable();
    private final FleetSnapshot fleet =
            new FleetSnapshot(reads, unreadable, Duration.ofMinutes(5), (InstantSource) () -> now);

    /** Answers when the test says so. */
    private static final class Pending implements RunpodReads {
        private CompletableFuture<Reply<Listing>> list = new CompletableFuture<>();
        private List<Sighting> posted = List.of();
        private CompletableFuture<Reply<Sighting>> one = new CompletableFuture<>();

        @Override
        public Uni<Reply<Listing>> list(Include include, Errand errand) {
            list = new CompletableFuture<>();
            return Uni.createFrom().completionStage(list);
        }

        @Override
        public Uni<Reply<Sighting>> one(String endpointId, Include include, Errand errand) {
            one = new CompletableFuture<>();
            return Uni.createFrom().completionStage(one);
        }

        @Override
        public Uni<Reply<Told>> workers(String endpointId, Errand errand) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Uni<Reply<Told>> releases(String endpointId, Errand errand) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Listing listing(Payload text, Instant asked) {
            return new Listing(
                    text,
                    posted.stream()
                            .map(each -> new Sighting(each.endpoint(), each.text(), asked))
                            .toList(),
                    asked);
        }

        @Override
        public Sighting sighting(String endpointId, Payload text, Instant asked) {
            throw new AssertionError("not asked for");
        }
    }

    private static Sighting sighting(String id, int workersMax, Instant at) {
        byte[] text = ("{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"workers\":{\"max\":" + workersMax + "}}")
                .getBytes(StandardCharsets.UTF_8);
        try {
            return new Sighting(Dialect.V2.readEndpoint(text), Payload.of(text), at);
        } catch (GarbledAnswer e) {
            throw new AssertionError(e);
        }
    }

    private Optional<Integer> workersMax(String id) {
        return fleet.known(id).flatMap(s -> s.endpoint().config().get(Field.WORKERS_MAX));
    }

    private Instant later() {
        now = now.plusSeconds(1);
        return now;
    }

    private void listed(Instant asked, Sighting... sightings) {
        reads.list.complete(
                new Reply.Answered<>(new Listing(Payload.empty(), List.of(sightings), asked), Upstream.NONE));
    }

    @Test
    void a_listing_that_began_before_an_update_never_undoes_it() {
        Instant begun = now;
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        fleet.saw(sighting("a", 5, later()));
        listed(begun, sighting("a", 3, begun));
        assertEquals(Optional.of(5), workersMax("a"));
    }

    @Test
    void a_listing_that_began_before_an_endpoint_was_seen_does_not_forget_it() {
        Instant begun = now;
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        fleet.saw(sighting("new", 5, later()));
        listed(begun);
        assertEquals(Optional.of(5), workersMax("new"));
    }

    @Test
    void a_later_listing_takes_over_and_forgets_what_is_gone() {
        fleet.saw(sighting("a", 5, now));
        fleet.saw(sighting("gone", 5, now));
        Instant begun = later();
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        listed(begun, sighting("a", 2, begun));
        assertEquals(Optional.of(2), workersMax("a"));
        assertEquals(Optional.empty(), fleet.known("gone"));
        assertEquals(Optional.of(begun), fleet.listed());
    }

    @Test
    void what_cannot_be_read_any_more_is_not_gone() {
        fleet.saw(sighting("a", 5, now));
        later();
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        unreadable.found(List.of(new Listed.Garbled(Optional.of("a"), "/endpoints/0/timeout is a number")));
        listed(now);
        assertEquals(Optional.of(5), workersMax("a"));
        assertEquals(Set.of("a"), fleet.unread());
        assertEquals(Optional.of(now), fleet.listed());
    }

    @Test
    void a_listing_that_failed_changes_nothing() {
        fleet.saw(sighting("a", 5, now));
        later();
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        reads.list.complete(new Reply.Failed<>("RunPod answered 500", Upstream.NONE));
        assertEquals(Optional.of(5), workersMax("a"));
        assertEquals(Optional.empty(), fleet.listed());
    }

    @Test
    void what_is_read_is_remembered_and_what_is_not_there_is_forgotten() {
        fleet.fetch("a", ERRAND).subscribe().with(x -> {});
        reads.one.complete(new Reply.Answered<>(sighting("a", 4, now), Upstream.NONE));
        assertEquals(Optional.of(4), workersMax("a"));
        fleet.fetch("a", ERRAND).subscribe().with(x -> {});
        reads.one.complete(new Reply.Rejected<>(404, "not found", Upstream.NONE));
        assertEquals(Optional.empty(), fleet.known("a"));
    }

    @Test
    void a_sighting_is_recent_for_five_minutes() {
        Sighting sighting = sighting("a", 4, START);
        now = START.plusSeconds(299);
        assertTrue(fleet.recent(sighting));
        now = START.plusSeconds(300);
        assertFalse(fleet.recent(sighting));
    }

    @Test
    void an_endpoint_that_looks_as_before_stays_what_it_is_and_becomes_younger() {
        fleet.saw(sighting("a", 5, now));
        Sighting before = fleet.known("a").orElseThrow();
        long version = fleet.version();
        Instant begun = later();
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        listed(begun, sighting("a", 5, begun));
        Sighting after = fleet.known("a").orElseThrow();
        assertSame(before.text(), after.text());
        assertEquals(begun, after.at());
        assertEquals(version, fleet.version());
        fleet.saw(sighting("a", 6, later()));
        assertNotEquals(version, fleet.version());
    }

    /** Asked for not before START and not after START plus two seconds, by this replica's clock. */
    private void adopt(boolean ahead, Sighting... posted) {
        reads.posted = List.of(posted);
        assertTrue(fleet.adopt(new Noticeboard.Notice(1, 7, Payload.empty(), START, START.plusSeconds(2)), id -> ahead)
                .isPresent());
    }

    @Test
    void another_replicas_list_takes_over_what_was_seen_before_it_and_forgets_what_is_gone() {
        fleet.saw(sighting("a", 5, START.minusSeconds(1)));
        fleet.saw(sighting("gone", 5, START.minusSeconds(1)));
        adopt(false, sighting("a", 2, START));
        assertEquals(Optional.of(2), workersMax("a"));
        assertEquals(Optional.empty(), fleet.known("gone"));
        assertEquals(Optional.of(START), fleet.listed());
    }

    @Test
    void another_replicas_list_undoes_nothing_that_was_seen_after_it() {
        fleet.saw(sighting("a", 5, START.plusSeconds(2)));
        adopt(false, sighting("a", 2, START));
        assertEquals(Optional.of(5), workersMax("a"));
    }

    @Test
    void where_the_clocks_cannot_tell_the_ledger_does() {
        fleet.saw(sighting("a", 5, START.plusSeconds(1)));
        adopt(true, sighting("a", 2, START));
        assertEquals(Optional.of(5), workersMax("a"));
        adopt(false, sighting("a", 2, START));
        assertEquals(Optional.of(2), workersMax("a"));
    }

    @Test
    void an_older_list_does_not_make_the_picture_older() {
        now = START.plusSeconds(9);
        fleet.refresh(ERRAND).subscribe().with(x -> {});
        listed(now, sighting("a", 5, now));
        adopt(false, sighting("a", 2, START));
        assertEquals(Optional.of(now), fleet.listed());
        assertEquals(Optional.of(5), workersMax("a"));
    }
}
