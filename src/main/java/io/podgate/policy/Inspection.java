package io.podgate.policy;

import java.util.ArrayList;
import java.util.List;

/** Finds all that is probably not meant: what the policy alone shows, and what depends on circumstances. */
final class Inspection {

    private Inspection() {}

    /** @param start where something is said that concerns no line of its own */
    static List<PolicyError> of(Declarations said, Place start, Circumstances circumstances, Patience patience) {
        List<PolicyError> warnings = new ArrayList<>(Lint.of(said, start, patience));
        warnings.addAll(DayLint.of(said, circumstances.now()));
        warnings.addAll(CatalogLint.of(said, circumstances.catalog(), patience));
        warnings.addAll(CallerLint.of(said, circumstances.knowsIssuer()));
        return warnings.stream().sorted(PolicyError.IN_ORDER).toList();
    }
}
