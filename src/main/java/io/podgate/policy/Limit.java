package io.podgate.policy;

import io.podgate.endpoint.Change;
import java.util.Map;
import java.util.Optional;

/**
 * What a field's value may become. A limit objects only to growth in its own direction: what stands already may stay,
 * however far outside it is.
 *
 * @param <T> what a value of the field is
 */
public sealed interface Limit<T> permits DurationLimit, ElementLimit, GpuLimit, NumberLimit, ScalingLimit, VcpuLimit {

    /** What is wrong with the change; empty where nothing is. */
    Optional<Objection> judge(Change<T> change, Proposal proposal);

    /** This limit, and {@code base} in the keys that this one does not say. */
    Limit<T> over(Limit<T> base);

    /** Why no value could ever satisfy it; empty where one can. */
    default Optional<String> contradiction() {
        return Optional.empty();
    }

    /** As policies write it. */
    Map<String, Object> plain();
}
