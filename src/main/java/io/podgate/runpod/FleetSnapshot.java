package io.podgate.runpod;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The account's endpoints as last seen: one list call now and then, kept current by what updates and single reads show
 * in between. What was seen later always wins over what was asked for earlier.
 */
final class FleetSnapshot implements Fleet {

    private static final Logger LOG = Logger.getLogger(FleetSnapshot.class);

    private final EndpointReads reads;
    private final Unreadable unreadable;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ConcurrentHashMap<String, Sighting> byId = new ConcurrentHashMap<>();
    private volatile @Nullable Instant listed;
    private volatile boolean looked;

    /** @param unreadable what lists had and could not be read: its last picture stays */
    FleetSnapshot(EndpointReads reads, Unreadable unreadable, Duration maxAge, InstantSource clock) {
        this.reads = reads;
        this.unreadable = unreadable;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public Optional<Sighting> known(String endpointId) {
        return Optional.ofNullable(byId.get(endpointId));
    }

    @Override
    public boolean recent(Sighting sighting) {
        return sighting.at().plus(maxAge).isAfter(clock.instant());
    }

    @Override
    public boolean listedRecently() {
        return listed().filter(at -> at.plus(maxAge).isAfter(clock.instant())).isPresent();
    }

    @Override
    public Uni<Reply<Sighting>> fetch(String endpointId, Errand errand) {
        return reads.one(endpointId, EndpointReads.Include.NOTHING, errand).invoke(reply -> {
            switch (reply) {
                case Reply.Answered<Sighting> answered -> saw(answered.value());
                case Reply.Rejected<Sighting> rejected when rejected.status() == 404 -> byId.remove(endpointId);
                default -> {}
            }
        });
    }

    @Override
    public void saw(Sighting sighting) {
        byId.merge(sighting.endpoint().id(), sighting, FleetSnapshot::later);
    }

    /** When the last list call that succeeded was begun. */
    Optional<Instant> listed() {
        return Optional.ofNullable(listed);
    }

    /** Whether a list call has ended, well or badly. */
    boolean looked() {
        return looked;
    }

    @Override
    public List<Sighting> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public Set<String> unread() {
        return unreadable.ids();
    }

    @Override
    public Uni<Optional<List<Sighting>>> refresh(Errand errand) {
        Instant begun = clock.instant();
        return reads.list(EndpointReads.Include.NOTHING, errand)
                .map(reply -> {
                    if (reply instanceof Reply.Answered<List<Sighting>> answered) {
                        replace(answered.value(), begun);
                        return Optional.of(answered.value());
                    }
                    LOG.warnf(
                            "the fleet could not be listed: %s",
                            reply.getClass().getSimpleName());
                    return Optional.<List<Sighting>>empty();
                })
                .onTermination()
                .invoke(() -> looked = true);
    }

    private void replace(List<Sighting> fleet, Instant begun) {
        Set<String> ids = fleet.stream().map(s -> s.endpoint().id()).collect(Collectors.toSet());
        fleet.forEach(this::saw);
        byId.values().removeIf(sighting -> sighting.at().isBefore(begun) && isGone(sighting, ids));
        listed = begun;
    }

    private boolean isGone(Sighting sighting, Set<String> listedIds) {
        String id = sighting.endpoint().id();
        return !listedIds.contains(id) && !unread().contains(id);
    }

    private static Sighting later(Sighting one, Sighting other) {
        return other.at().isBefore(one.at()) ? one : other;
    }
}
