package io.podgate.rules;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoints as expressions see them. Lists are never absent: what a CPU endpoint has of {@code gpuTypes}, and what
 * RunPod does not show, is empty. Anything else that is not known is absent, which {@code has(...)} tells. Of variables
 * of the environment only the names are there.
 */
final class Values {

    private static final List<Field<?>> LISTS =
            Field.all().stream().filter(Vocabulary::isList).toList();

    private Values() {}

    static Map<String, Object> of(EndpointConfig config) {
        Map<String, Object> values = new HashMap<>();
        LISTS.forEach(field -> values.put(field.key(), List.of()));
        for (Field<?> field : config.known()) {
            config.get(field).ifPresent(value -> values.put(field.key(), plain(value)));
        }
        return values;
    }

    static Map<String, Object> of(Change<?> change) {
        return Map.of(
                "field", change.field().key(),
                "direction", change.direction().name().toLowerCase(Locale.ROOT));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case GpuSelection.Types(List<String> types) -> types;
            case GpuSelection.Pools(List<String> pools, List<String> excluded) ->
                pools.stream().map(pool -> "pool:" + pool).toList();
            case Scaling.QueueDelay(var seconds) ->
                Map.of("type", Scaling.Type.QUEUE_DELAY.name(), "queueDelay", seconds.doubleValue());
            case Scaling.RequestCount(int requests) ->
                Map.of("type", Scaling.Type.REQUEST_COUNT.name(), "requestCount", (long) requests);
            case Vcpus vcpus -> (long) vcpus.max();
            case Env env -> List.copyOf(env.variables().keySet());
            case Integer number -> number.longValue();
            case Optional<?> optional -> optional.map(Values::plain).orElse("");
            case Enum<?> constant -> constant.name();
            case Collection<?> collection -> List.copyOf(collection);
            default -> value;
        };
    }
}
