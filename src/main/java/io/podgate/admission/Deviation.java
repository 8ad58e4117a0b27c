package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Release;
import io.podgate.endpoint.Violation;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that stands otherwise than it should.
 *
 * @param endpoint empty where it is a budget that what stands is above
 * @param team whose it is; empty where that is nobody's, or everybody's
 * @param violation the rule, and what is wrong
 * @param since when this replica noticed it
 * @param by the last of RunPod's releases that changed the field, where it tells
 */
public record Deviation(
        Optional<Endpoint> endpoint, Optional<String> team, Violation violation, Instant since, Optional<Release> by) {

    /** The rule that it breaks. */
    public String rule() {
        return violation.rule().orElse("");
    }

    /** What makes it the same one as before, whatever has become of its numbers. */
    Subject subject() {
        return new Subject(endpoint.map(Endpoint::id), team, rule());
    }

    Deviation since(Deviation earlier) {
        return new Deviation(endpoint, team, violation, earlier.since, earlier.by);
    }

    Deviation by(Release release) {
        return new Deviation(endpoint, team, violation, since, Optional.of(release));
    }

    /** What deviates, and from what. */
    record Subject(Optional<String> endpointId, Optional<String> team, String rule) {}
}
