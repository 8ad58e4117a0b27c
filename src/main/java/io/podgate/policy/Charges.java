package io.podgate.policy;

import io.podgate.endpoint.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Collects what speaks against one update, each thing once. Costs nothing where nothing does. */
final class Charges {

    private @Nullable SequencedSet<Violation> violations;
    private Leniency leniency = Leniency.NONE;

    void add(Violation violation, Enforcement enforcement) {
        if (enforcement != Enforcement.DENY) {
            leniency = leniency.and(new Leniency(List.of(new Tolerated(violation, enforcement)), List.of()));
            return;
        }
        if (violations == null) {
            violations = new LinkedHashSet<>();
        }
        violations.add(violation);
    }

    /** An exception was looked at. */
    void excepted(Exemption exemption) {
        leniency = leniency.and(new Leniency(List.of(), List.of(exemption)));
    }

    Verdict verdict() {
        return violations == null && leniency.equals(Leniency.NONE)
                ? Verdict.ALLOWED
                : new Verdict(violations == null ? List.of() : List.copyOf(violations), leniency);
    }
}
