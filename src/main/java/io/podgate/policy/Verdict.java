package io.podgate.policy;

import io.podgate.endpoint.Violation;
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

    public boolean allowed() {
        return violations.isEmpty();
    }
}
