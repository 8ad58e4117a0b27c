package io.podgate.policy;

import io.podgate.endpoint.Violation;
import java.util.List;

/**
 * What the policy says to an update.
 *
 * @param violations every reason against it; it is allowed where there is none
 * @param warnings what the caller should know although it passes, one sentence each
 */
public record Verdict(List<Violation> violations, List<String> warnings) {

    /** Nothing against it. */
    public static final Verdict ALLOWED = new Verdict(List.of(), List.of());

    public Verdict {
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }

    public boolean allowed() {
        return violations.isEmpty();
    }
}
