package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
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
 * @param by the last of RunPod's releases that changed the field, where it tells; not there while it is asked
 */
public record Deviation(
        Optional<Endpoint> endpoint, Optional<String> team, Violation violation, Instant since, Optional<Release> by) {

    private static final String LIMITS = "limits.";

    /** The rule that it breaks. */
    public String rule() {
        return violation.rule().orElse("");
    }

    /** What makes it the same one as before, whatever has become of its numbers. */
    Subject subject() {
        return new Subject(endpoint.map(Endpoint::id), team, rule());
    }

    /** The field that is outside of a limit, by its name in the rule; empty where it is no limit of an endpoint's. */
    Optional<Field<?>> field() {
        return rule().startsWith(LIMITS) && endpoint.isPresent()
                ? Field.byKey(rule().substring(LIMITS.length()))
                : Optional.empty();
    }

    /** The same one, noticed earlier. What brought it then did not bring it where the field has changed since. */
    Deviation since(Deviation earlier) {
        return new Deviation(
                endpoint, team, violation, earlier.since, hasMovedSince(earlier) ? Optional.empty() : earlier.by);
    }

    /** Whether the field is outside of the limit in another way than it was, whatever has become of the limit. */
    boolean hasMovedSince(Deviation earlier) {
        return !value().equals(earlier.value());
    }

    private Optional<Object> value() {
        return endpoint.flatMap(known -> field().flatMap(field -> known.config().get(field)));
    }

    Deviation by(Release release) {
        return new Deviation(endpoint, team, violation, since, Optional.of(release));
    }

    /** What deviates, and from what. */
    record Subject(Optional<String> endpointId, Optional<String> team, String rule) {}
}
