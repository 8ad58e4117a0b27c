package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Standing;
import io.podgate.policy.Team;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The endpoints of an account as one policy and one set of prices judge them. Each is judged once, and again only when
 * it has become another, so that a change costs the same whatever the size of the account. Used by one at a time.
 */
final class Roll {

    /** How long a judgement holds: what looks at the time may come out otherwise then. */
    private static final Duration HOLDS = Duration.ofMinutes(1);

    private final PolicySet policy;
    private final Catalog catalog;
    private final Instant at;
    private final Standing standing;
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, BigDecimal> totals = new HashMap<>();
    private Optional<Long> called = Optional.empty();

    private record Entry(Endpoint endpoint, Claim claim, List<Deviation> deviations) {}

    Roll(PolicySet policy, Catalog catalog, Instant at) {
        this.policy = policy;
        this.catalog = catalog;
        this.at = at;
        this.standing = new Standing(policy, catalog, at);
    }

    @SuppressWarnings("ReferenceEquality") // identity is cheap to compare; a false miss only costs time
    boolean isBy(PolicySet policy, Catalog catalog) {
        return this.policy == policy && this.catalog == catalog;
    }

    /** Whether what was judged then is as good now. */
    boolean holds(Instant now) {
        return now.isBefore(at.plus(HOLDS));
    }

    /** Whether it has all endpoints as of that version of the fleet. */
    boolean isOf(long version) {
        return called.isPresent() && called.get() == version;
    }

    /** Takes in what the endpoints are by now. */
    void call(Collection<Sighting> fleet, long version, Instant now) {
        Set<String> present = HashSet.newHashSet(fleet.size());
        for (Sighting sighting : fleet) {
            Endpoint endpoint = sighting.endpoint();
            present.add(endpoint.id());
            Entry known = byId.get(endpoint.id());
            if (known == null || !isSame(known.endpoint(), endpoint)) {
                enter(endpoint, now);
            }
        }
        if (byId.size() > present.size()) {
            byId.keySet().stream().filter(id -> !present.contains(id)).toList().forEach(this::strike);
        }
        called = Optional.of(version);
    }

    @SuppressWarnings("ReferenceEquality") // what looks as before stays the same object; a false miss only costs time
    private static boolean isSame(Endpoint one, Endpoint other) {
        return one == other;
    }

    private void enter(Endpoint endpoint, Instant now) {
        strike(endpoint.id());
        Entry entry = new Entry(endpoint, standing.claim(endpoint), deviations(endpoint, now));
        byId.put(endpoint.id(), entry);
        entry.claim().forEach((line, amount) -> totals.merge(line, amount, BigDecimal::add));
    }

    private void strike(String endpointId) {
        Entry known = byId.remove(endpointId);
        if (known != null) {
            known.claim().forEach((line, amount) -> totals.merge(line, amount.negate(), BigDecimal::add));
        }
    }

    private List<Deviation> deviations(Endpoint endpoint, Instant now) {
        return standing.against(endpoint).stream()
                .map(violation ->
                        new Deviation(Optional.of(endpoint), owner(endpoint), violation, now, Optional.empty()))
                .toList();
    }

    private Optional<String> owner(Endpoint endpoint) {
        return policy.owner(endpoint.id(), endpoint.name()).owner().map(Team::name);
    }

    /** All that deviates: endpoints, and budgets that what stands is above. */
    List<Deviation> deviations(Instant now) {
        return Stream.concat(
                        byId.values().stream().flatMap(entry -> entry.deviations().stream()),
                        standing.overdrawn(totals).stream()
                                .map(each -> new Deviation(
                                        Optional.empty(), each.team(), each.violation(), now, Optional.empty())))
                .toList();
    }
}
