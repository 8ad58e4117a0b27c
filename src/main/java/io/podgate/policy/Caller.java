package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may come in. Names are unique in a policy.
 *
 * @param team the team it acts for; empty for platform callers
 * @param rateLimit how many updates it may ask for, dry runs included
 * @param readLimit how many reads
 * @param ownFields narrows the team's {@code fields}; empty where the team's hold as they are
 */
public record Caller(
        String name,
        Role role,
        Optional<String> team,
        Rate rateLimit,
        Rate readLimit,
        Optional<Set<Field<?>>> ownFields) {

    /** Updates, where neither the caller nor its team nor the defaults say anything. */
    public static final Rate DEFAULT_RATE_LIMIT = Rate.perMinute(60);

    /** Reads, where neither the caller nor its team nor the defaults say anything. */
    public static final Rate DEFAULT_READ_LIMIT = Rate.perMinute(1200);
}
