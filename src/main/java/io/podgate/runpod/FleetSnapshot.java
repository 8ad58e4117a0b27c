package io.podgate.runpod;

import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Listing;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.dialect.GarbledAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The account's endpoints as last seen: one list call now and then, kept current by what updates and single reads show
 * in between. What was seen later always wins over what was asked for earlier. An endpoint that looks as it did before
 * stays the same text and the same object, whatever is made of those.
 */
final class FleetSnapshot implements Fleet {

    private static final Logger LOG = Logger.getLogger(FleetSnapshot.class);
    private static final int NOT_FOUND = 404;

    private final RunpodReads reads;
    private final Unreadable unreadable;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ConcurrentHashMap<String, Sighting> byId = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final AtomicReference<@Nullable Instant> listed = new AtomicReference<>();
    private volatile boolean looked;

    /** @param unreadable what lists had and could not be read: its last picture stays */
    FleetSnapshot(RunpodReads reads, Unreadable unreadable, Duration maxAge, InstantSource clock) {
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
    public List<Sighting> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public Optional<Instant> listed() {
        return Optional.ofNullable(listed.get());
    }

    @Override
    public boolean recent(Sighting sighting) {
        return recent(sighting.at());
    }

    @Override
    public boolean listedRecently() {
        return listed().filter(this::recent).isPresent();
    }

    private boolean recent(Instant at) {
        return at.plus(maxAge).isAfter(clock.instant());
    }

    /** Whether a list call has ended, well or badly. */
    boolean looked() {
        return looked;
    }

    @Override
    public Uni<Reply<Sighting>> fetch(String endpointId, Errand errand) {
        return reads.one(endpointId, Include.NOTHING, errand).invoke(reply -> {
            switch (reply) {
                case Reply.Answered<Sighting> answered -> saw(answered.value());
                case Reply.Rejected<Sighting> rejected when rejected.status() == NOT_FOUND -> forget(endpointId);
                default -> {}
            }
        });
    }

    private void forget(String endpointId) {
        if (byId.remove(endpointId) != null) {
            version.incrementAndGet();
        }
    }

    @Override
    public Set<String> unread() {
        return unreadable.ids();
    }

    @Override
    public void saw(Sighting sighting) {
        take(sighting, (known, seen) -> seen.at().isBefore(known.at()) ? known : seen);
    }

    /** Who reads the version before the endpoints never takes old ones for new. */
    private void take(Sighting sighting, BinaryOperator<Sighting> choice) {
        boolean[] changed = {false};
        byId.compute(sighting.endpoint().id(), (id, known) -> {
            Sighting chosen = known == null ? sighting : choice.apply(known, sighting);
            boolean same = known != null && known.text().equals(chosen.text());
            changed[0] = !same;
            return known != null && same ? new Sighting(known.endpoint(), known.text(), chosen.at()) : chosen;
        });
        if (changed[0]) {
            version.incrementAndGet();
        }
    }

    @Override
    public Uni<Reply<Listing>> refresh(Errand errand) {
        return reads.list(Include.NOTHING, errand)
                .invoke(reply -> {
                    if (reply instanceof Reply.Answered<Listing> answered) {
                        Listing listing = answered.value();
                        replace(listing, (known, shown) -> shown.at().isBefore(known.at()) ? known : shown);
                    } else {
                        LOG.warnf("the fleet could not be listed: %s", inWords(reply));
                    }
                })
                .onTermination()
                .invoke(() -> looked = true);
    }

    private static String inWords(Reply<?> reply) {
        return switch (reply) {
            case Reply.Answered<?> answered -> "answered";
            case Reply.Rejected<?> rejected -> rejected.status() + " " + rejected.detail();
            case Reply.Limited<?> limited -> "rate-limited for " + limited.retryAfter();
            case Reply.Failed<?> failed -> failed.detail();
            case Reply.Unavailable<?> unavailable -> unavailable.detail();
            case Reply.Overloaded<?> overloaded -> "too much is under way";
            case Reply.Unsettled<?> unsettled -> unsettled.detail();
        };
    }

    /**
     * What was seen here while it may have been asked for there gives way to the list, which is surely later than its
     * mark; except what this replica did itself, and the ledger heard of after that mark.
     */
    @Override
    public Optional<Listing> adopt(Noticeboard.Notice list, Predicate<String> ahead) {
        try {
            Listing listing = reads.listing(list.text(), list.asked());
            replace(listing, (known, shown) -> {
                boolean surelyLater = !known.at().isBefore(list.askedAtLatest());
                boolean perhapsLater = known.at().isAfter(list.asked());
                return surelyLater
                                || (perhapsLater && ahead.test(known.endpoint().id()))
                        ? known
                        : shown;
            });
            return Optional.of(listing);
        } catch (GarbledAnswer e) {
            LOG.warnf("a list that another replica has posted could not be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void replace(Listing listing, BinaryOperator<Sighting> choice) {
        List<Sighting> shown = listing.endpoints();
        Set<String> ids = shown.stream().map(s -> s.endpoint().id()).collect(Collectors.toSet());
        shown.forEach(sighting -> take(sighting, choice));
        if (byId.values().removeIf(known -> known.at().isBefore(listing.asked()) && isGone(known, ids))) {
            version.incrementAndGet();
        }
        listed.accumulateAndGet(
                listing.asked(), (one, other) -> one == null || (other != null && one.isBefore(other)) ? other : one);
    }

    private boolean isGone(Sighting sighting, Set<String> listedIds) {
        String id = sighting.endpoint().id();
        return !listedIds.contains(id) && !unread().contains(id);
    }
}
