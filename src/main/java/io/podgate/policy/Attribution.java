package io.podgate.policy;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Whose the money is that RunPod has billed. */
public final class Attribution {

    private Attribution() {}

    /**
     * By a policy. The spending of an endpoint that is gone stays with the team that owned it, as long as there is one
     * of this name, and with the groups that its last known name is in.
     *
     * @param bills by endpoint id, this calendar month
     * @param lastKnown by endpoint id
     */
    public static Spending of(
            PolicySet policy, Map<String, Money> bills, Function<String, LastKnown> lastKnown, Instant asOf) {
        Map<String, Money> byOwner = new HashMap<>();
        bills.forEach((id, billed) -> {
            LastKnown known = lastKnown.apply(id);
            byOwner.merge(Owners.ACCOUNT, billed, Money::plus);
            known.team()
                    .flatMap(policy::team)
                    .or(() -> policy.owner(id, known.name()).owner())
                    .ifPresent(team -> byOwner.merge(team.owner(), billed, Money::plus));
            policy.groupsOf(id, known.name()).forEach(group -> byOwner.merge(group.owner(), billed, Money::plus));
        });
        return new Spending(byOwner, asOf);
    }
}
