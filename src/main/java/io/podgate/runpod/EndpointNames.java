package io.podgate.runpod;

import io.podgate.admission.LastNames;
import io.podgate.admission.Sighting;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.LastKnown;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import java.io.IOException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What every endpoint is called that was seen this month or the last one, be it there or deleted, and whose it was when
 * it was deleted: so it is known whose its spending is.
 */
final class EndpointNames {

    private static final Logger LOG = Logger.getLogger(EndpointNames.class);

    private final LastNames store;
    private final InstantSource clock;
    private final Map<String, LastNames.Seen> unkept = new HashMap<>();
    private @Nullable Map<String, LastNames.Seen> seen;
    private volatile String trouble = "";
    private Set<String> present = Set.of();

    /** The policy that said whose they are. */
    private @Nullable PolicySet by;

    private volatile @Nullable Map<String, LastKnown> current;

    EndpointNames(LastNames store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By endpoint id, another object whenever something is different; empty until all can be known. */
    Optional<Map<String, LastKnown>> current() {
        return Optional.ofNullable(current);
    }

    /** Whether they cannot be recalled at the moment. */
    boolean failing() {
        return current == null && !trouble.isEmpty();
    }

    /**
     * Notes what a whole fleet is called, and whose it is by the policy, and keeps what is new of it. Blocks on the
     * store.
     */
    @SuppressWarnings("ReferenceEquality") // identity is cheap to compare; a false miss only costs time
    synchronized void note(Collection<Sighting> fleet, PolicySet policy) {
        try {
            Map<String, LastNames.Seen> all = recalled();
            YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
            Set<String> there = HashSet.newHashSet(fleet.size());
            boolean changed = current == null;
            for (Sighting sighting : fleet) {
                Endpoint endpoint = sighting.endpoint();
                there.add(endpoint.id());
                LastNames.Seen last = all.get(endpoint.id());
                if (by == policy
                        && last != null
                        && last.isStill(endpoint.name(), month)
                        && present.contains(endpoint.id())) {
                    continue;
                }
                LastNames.Seen now = new LastNames.Seen(endpoint.name(), owner(endpoint, policy), month);
                if (!now.equals(last)) {
                    all.put(endpoint.id(), now);
                    unkept.put(endpoint.id(), now);
                    changed = true;
                }
            }
            by = policy;
            YearMonth oldest = month.minusMonths(1);
            changed |= all.values().removeIf(name -> name.month().isBefore(oldest));
            if (changed || !there.equals(present)) {
                present = Set.copyOf(there);
                current = all.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, each -> known(each.getValue(), there.contains(each.getKey()))));
            }
            keep(oldest);
            trouble = "";
        } catch (IOException e) {
            tell(e);
        }
    }

    private static Optional<String> owner(Endpoint endpoint, PolicySet policy) {
        return policy.owner(endpoint.id(), endpoint.name()).owner().map(Team::name);
    }

    private static LastKnown known(LastNames.Seen seen, boolean present) {
        return new LastKnown(seen.name(), present ? Optional.empty() : seen.team());
    }

    private Map<String, LastNames.Seen> recalled() throws IOException {
        Map<String, LastNames.Seen> recalled = seen;
        if (recalled == null) {
            recalled = new HashMap<>(store.recall());
            seen = recalled;
        }
        return recalled;
    }

    private void keep(YearMonth oldest) throws IOException {
        if (!unkept.isEmpty()) {
            store.keep(Map.copyOf(unkept), oldest);
            unkept.clear();
        }
    }

    private void tell(IOException why) {
        String told = String.valueOf(why);
        if (!told.equals(trouble)) {
            LOG.warnf("the last known names of endpoints cannot be read or kept: %s", told);
        }
        trouble = told;
    }
}
