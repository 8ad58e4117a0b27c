package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what did not go through the gateway: remembers how each endpoint was last seen, and tells once of what is
 * shown otherwise and no update explains, be it one of this replica or of another. Each replica tells what it sees.
 * Where an update may explain it, nothing is told. Safe for use by several threads; owns what it remembers.
 */
public final class Lookout {

    /** For how long something of an update may turn up of which it is not known whether all has landed. */
    private static final Duration DOUBTED = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final Ledger ledger;
    private final Catalogs catalogs;
    private final FleetListener listener;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Instant> doubtedUntil = new HashMap<>();

    public Lookout(Fleet fleet, Ledger ledger, Catalogs catalogs, FleetListener listener, InstantSource clock) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.catalogs = catalogs;
        this.listener = listener;
        this.clock = clock;
    }

    /** @param at what was asked for by then tells nothing new */
    private record Known(Endpoint endpoint, Instant at) {}

    /** What nothing here explains. */
    private record Difference(Endpoint now, Set<Field<?>> fields) {}

    /**
     * Compares all endpoints as the fleet has them. Before the ledger is told of a list, which takes what other
     * replicas have changed for known from then on.
     */
    public Uni<Void> look() {
        return tell(differences(fleet.all()));
    }

    /**
     * Compares one endpoint. Before an update of it is opened, since it may be told from what others did until then.
     */
    Uni<Void> shown(Sighting sighting) {
        return tell(difference(sighting).stream().toList());
    }

    /**
     * An update is being sent: what is shown from now on may be its doing. The answers of two may come in any order.
     */
    synchronized void sending(String endpointId) {
        if (underWay.merge(endpointId, 1, Integer::sum) > 1) {
            doubt(endpointId);
        }
    }

    /** Of what is shown for some time nobody can tell whose doing it is. */
    synchronized void doubt(String endpointId) {
        doubtedUntil.put(endpointId, clock.instant().plus(DOUBTED));
    }

    /**
     * What RunPod answered to an update. What the update did not write is as it was last seen, unless somebody else has
     * changed it since; the ledger has seen to it that this was no other replica.
     */
    void answered(Sighting answer, Judgement judgement) {
        Predicate<Field<?>> untouched = untouched(judgement);
        Optional<Difference> difference;
        synchronized (this) {
            Known before = known.put(answer.endpoint().id(), new Known(answer.endpoint(), clock.instant()));
            difference = difference(before, answer.endpoint(), untouched);
        }
        difference.ifPresent(this::told);
    }

    /**
     * An update has ended. What was asked for until now may show the endpoint with or without it.
     *
     * @param mayLand whether something of it may still land
     */
    synchronized void ended(String endpointId, boolean mayLand) {
        underWay.computeIfPresent(endpointId, (id, count) -> count == 1 ? null : count - 1);
        known.computeIfPresent(endpointId, (id, seen) -> new Known(seen.endpoint(), clock.instant()));
        if (mayLand) {
            doubt(endpointId);
        }
    }

    /** A template brings settings of its own, and RunPod may choose other cards with any update. */
    private static Predicate<Field<?>> untouched(Judgement judgement) {
        Set<Field<?>> touched = new HashSet<>(judgement.draft().written());
        judgement.changes().forEach(change -> touched.add(change.field()));
        touched.add(Field.GPU_TYPES);
        if (touched.contains(Field.TEMPLATE)) {
            touched.addAll(Field.ofContainer());
        }
        return field -> !touched.contains(field);
    }

    private synchronized List<Difference> differences(Collection<Sighting> all) {
        List<Difference> differences = new ArrayList<>();
        all.forEach(sighting -> difference(sighting).ifPresent(differences::add));
        forget(all);
        return differences;
    }

    private synchronized Optional<Difference> difference(Sighting sighting) {
        String id = sighting.endpoint().id();
        Known before = known.get(id);
        if (underWay.containsKey(id) || (before != null && !sighting.at().isAfter(before.at()))) {
            return Optional.empty();
        }
        known.put(id, new Known(sighting.endpoint(), sighting.at()));
        return difference(before, sighting.endpoint(), field -> true);
    }

    @SuppressWarnings("ReferenceEquality") // what looks as before stays the same object; a false miss only costs time
    private Optional<Difference> difference(@Nullable Known before, Endpoint now, Predicate<Field<?>> asked) {
        if (before == null || before.endpoint() == now || isDoubted(now.id())) {
            return Optional.empty();
        }
        EndpointConfig was = before.endpoint().config().expanded(catalogs.current());
        EndpointConfig stands = now.config().expanded(catalogs.current());
        Set<Field<?>> different = new LinkedHashSet<>();
        for (Field<?> field : Field.all()) {
            if (Differences.differs(field, was, stands) && asked.test(field)) {
                different.add(field);
            }
        }
        return different.isEmpty() ? Optional.empty() : Optional.of(new Difference(now, different));
    }

    private boolean isDoubted(String endpointId) {
        Instant until = doubtedUntil.get(endpointId);
        return until != null && clock.instant().isBefore(until);
    }

    /** Of what is not there any more, and of doubts that are over. */
    private void forget(Collection<Sighting> all) {
        if (known.size() > all.size()) {
            Set<String> present = all.stream().map(each -> each.endpoint().id()).collect(Collectors.toSet());
            known.keySet().removeIf(id -> !present.contains(id) && !underWay.containsKey(id));
        }
        doubtedUntil.keySet().removeIf(id -> !isDoubted(id));
    }

    private Uni<Void> tell(List<Difference> differences) {
        if (differences.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<String> ids = differences.stream().map(each -> each.now().id()).collect(Collectors.toSet());
        return ledger.updatedElsewhere(ids)
                .invoke(elsewhere -> differences.stream()
                        .filter(each -> !elsewhere.contains(each.now().id()))
                        .forEach(this::told))
                .replaceWithVoid();
    }

    private void told(Difference difference) {
        listener.changedOutOfBand(difference.now(), difference.fields());
    }
}
