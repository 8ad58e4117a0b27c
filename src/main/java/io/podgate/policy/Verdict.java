package io.podgate.policy;

import io.podgate.endpoint.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What the policy says to an update.
 *
 * @param violations every reason against it; it is allowed where there is none
 * @param leniency what else it has to say
 */
public record Verdict(List<Violation> violations, Leniency leniency) {

    /** Nothing against it. */
    public static final Verdict ALLOWED = new Verdict(List.of(), Leniency.NONE);

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** The same under freezes. */
    public Verdict under(List<Freeze> freezes, Proposal proposal) {
        if (freezes.isEmpty()) {
            return this;
        }
        List<Violation> all = new ArrayList<>(violations);
        freezes.forEach(freeze -> all.addAll(freeze.against(proposal)));
        return new Verdict(all, leniency);
    }

    public boolean allowed() {
        return violations.isEmpty();
    }
}
