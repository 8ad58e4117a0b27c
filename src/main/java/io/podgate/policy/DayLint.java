package io.podgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what depends on the day: exceptions and tokens that end. */
final class DayLint {

    private static final Duration SOON = Duration.ofDays(7);

    private final List<PolicyError> warnings = new ArrayList<>();

    private DayLint() {}

    static List<PolicyError> of(Declarations said, Instant now) {
        DayLint lint = new DayLint();
        said.exemptions.forEach(exemption -> lint.ends(exemption, now));
        lint.warnings.addAll(CallerLint.of(said, now));
        return lint.warnings;
    }

    private void ends(Declared<Exemption> exemption, Instant now) {
        Instant until = exemption.value().until();
        String what = exemption.value().called();
        if (!now.isBefore(until)) {
            warn(exemption.place(), what + " has expired");
        } else if (now.isAfter(until.minus(SOON))) {
            warn(exemption.place(), what + " ends within a week");
        }
    }

    private void warn(Place place, String message) {
        warnings.add(place.error(message));
    }
}
