package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Fleet;
import io.podgate.admission.Sighting;
import io.podgate.budget.Claim;
import io.podgate.budget.Pricing;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as it was last seen.
 *
 * @param usage what it takes at worst
 */
public record Priced(Sighting sighting, Ownership owner, Usage usage) {

    /** All that are known, in the order of their ids. */
    public static List<Priced> all(PolicySet policy, Fleet fleet, Catalogs catalogs) {
        Catalog catalog = catalogs.current();
        return fleet.all().stream()
                .map(sighting -> {
                    Endpoint endpoint = sighting.endpoint();
                    return new Priced(
                            sighting,
                            policy.owner(endpoint.id(), endpoint.name()),
                            Pricing.of(endpoint.config(), catalog));
                })
                .sorted(Comparator.comparing(each -> each.endpoint().id()))
                .toList();
    }

    public Endpoint endpoint() {
        return sighting.endpoint();
    }

    /** The one team that owns it. */
    public Optional<String> team() {
        return owner instanceof Ownership.Owned owned ? Optional.of(owned.team().name()) : Optional.empty();
    }

    /** What it takes of each budget line. */
    public Claim claim(PolicySet policy) {
        return Claim.of(usage, policy.lines(endpoint().id(), endpoint().name()));
    }
}
