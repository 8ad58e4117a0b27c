package io.podgate.admission;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Compares what RunPod answered with what was intended. The choice of cards is compared after every update, mentioned
 * or not: that RunPod clears exclusions is the trap that this is for.
 */
final class Differences {

    private Differences() {}

    static Set<Field<?>> between(EndpointConfig intended, EndpointConfig stands, Set<Field<?>> written) {
        Set<Field<?>> different = new LinkedHashSet<>();
        for (Field<?> field : Field.all()) {
            if ((written.contains(field) || field == Field.GPU_TYPES) && differs(field, intended, stands)) {
                different.add(field);
            }
        }
        return different;
    }

    /** What one side does not show cannot differ; an order of preference is RunPod's to show as it likes. */
    static <T> boolean differs(Field<T> field, EndpointConfig intended, EndpointConfig stands) {
        if (!intended.knows(field) || !stands.knows(field)) {
            return false;
        }
        Direction direction = field.direction(
                intended.get(field).orElseThrow(), stands.get(field).orElseThrow());
        boolean orderOnly = direction == Direction.CHANGES && isPreference(field);
        return direction != Direction.SAME && !orderOnly;
    }

    private static boolean isPreference(Field<?> field) {
        return field == Field.GPU_TYPES || ComputeFamily.CPU.fields().contains(field);
    }
}
