package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.Optional;
import java.util.Set;

/** A caller as a file has it. */
record DeclaredCaller(
        Place place,
        String name,
        Role role,
        Credential credential,
        Optional<Rate> rateLimit,
        Optional<Rate> readLimit,
        Optional<Set<Field<?>>> fields) {

    /** With the rates of its team, or of the defaults, where it has none of its own. */
    Caller in(Optional<String> team, Terms terms) {
        return new Caller(
                name,
                role,
                team,
                rateLimit.or(terms::rateLimit).orElse(Caller.DEFAULT_RATE_LIMIT),
                readLimit.or(terms::readLimit).orElse(Caller.DEFAULT_READ_LIMIT),
                fields);
    }
}
