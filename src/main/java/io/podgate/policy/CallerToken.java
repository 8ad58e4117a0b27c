package io.podgate.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that a caller holds, as far as a policy knows it.
 *
 * @param notAfter the last moment at which it is one; empty where it stays one
 */
record CallerToken(TokenDigest digest, Optional<Instant> notAfter) {

    boolean holds(Instant at) {
        return notAfter.filter(at::isAfter).isEmpty();
    }
}
