package io.podgate.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field that will differ.
 *
 * @param before empty where nothing was known of it
 */
public record Change<T>(Field<T> field, Optional<T> before, T after, Direction direction) {

    /**
     * What differs, in the fields' order. A field of which {@code after} knows nothing did not change; one of which
     * only {@code before} knows nothing did. Both sides should be {@link EndpointConfig#expanded expanded}.
     */
    public static List<Change<?>> between(EndpointConfig before, EndpointConfig after) {
        List<Change<?>> changes = new ArrayList<>();
        for (Field<?> field : Field.all()) {
            add(changes, field, before, after);
        }
        return List.copyOf(changes);
    }

    private static <T> void add(List<Change<?>> changes, Field<T> field, EndpointConfig before, EndpointConfig after) {
        @Nullable T was = before.value(field);
        @Nullable T is = after.value(field);
        if (is == null) {
            return;
        }
        Direction direction = field.direction(was, is);
        if (direction != Direction.SAME) {
            changes.add(new Change<>(field, Optional.ofNullable(was), is, direction));
        }
    }

    /** Whether at least one change shrinks and none grows or merely changes. */
    public static boolean onlyShrinks(List<Change<?>> changes) {
        for (Change<?> change : changes) {
            if (change.direction() != Direction.SHRINKS) {
                return false;
            }
        }
        return !changes.isEmpty();
    }

    /**
     * Whether it makes RunPod replace running workers: what the container is made of does, a template brings that
     * along, everything else is applied without a new release. A v1 RunPod may replace them whatever changes.
     */
    public static boolean rollsWorkers(List<Change<?>> changes) {
        return changes.stream()
                .anyMatch(change -> Field.ofContainer().contains(change.field()) || change.field() == Field.TEMPLATE);
    }
}
