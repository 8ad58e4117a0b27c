package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the defaults may say as well as a team. Empty is unsaid. */
record Terms(
        Optional<String> contact,
        Optional<Enforcement> enforcement,
        Optional<Set<Field<?>>> fields,
        Limits limits,
        Budget budget,
        Optional<List<Declared<LimitOverride>>> overrides,
        Optional<Rate> rateLimit,
        Optional<Rate> readLimit,
        Optional<Integer> share) {

    static final Terms UNSAID = new Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Limits.NONE,
            Budget.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** These, and {@code base} in what these do not say. */
    Terms over(Terms base) {
        return new Terms(
                contact.or(base::contact),
                enforcement.or(base::enforcement),
                fields.or(base::fields),
                limits.over(base.limits),
                budget.over(base.budget),
                overrides.or(base::overrides),
                rateLimit.or(base::rateLimit),
                readLimit.or(base::readLimit),
                share.or(base::share));
    }
}
