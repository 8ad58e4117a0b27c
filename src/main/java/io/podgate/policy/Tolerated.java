package io.podgate.policy;

import io.podgate.endpoint.Violation;

/**
 * Something that speaks against an update and lets it pass all the same.
 *
 * @param violation what would have refused it
 * @param enforcement {@code warn} or {@code trial}
 */
public record Tolerated(Violation violation, Enforcement enforcement) {}
