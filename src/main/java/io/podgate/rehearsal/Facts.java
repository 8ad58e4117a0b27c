package io.podgate.rehearsal;

import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.PolicySet;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What two policies are held against: the same for both.
 *
 * @param catalog RunPod's cards and prices
 * @param fleet the endpoints that there are
 * @param spending what RunPod has billed this month, by whose a policy says it is; empty where nobody knows
 */
public record Facts(
        Catalog catalog, Collection<Endpoint> fleet, Function<PolicySet, Optional<Spending>> spending, Instant now) {

    /** Where no bill is at hand: no cap on a month objects then. */
    public static Facts withoutBills(Catalog catalog, Collection<Endpoint> fleet, Instant now) {
        return new Facts(catalog, fleet, policy -> Optional.empty(), now);
    }
}
