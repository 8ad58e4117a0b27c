package io.podgate.admission;

import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint stands as an update made it that landed late: not as anybody wants it by now.
 *
 * @param time when it was noticed
 * @param late the decision whose update landed late
 * @param newer the last one that was applied before it landed; empty where nothing was, and what landed had been said
 *     to have failed
 */
public record Drift(Instant time, String endpointId, Optional<String> team, String late, Optional<String> newer) {}
