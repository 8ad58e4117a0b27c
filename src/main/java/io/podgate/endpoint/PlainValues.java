package io.podgate.endpoint;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Field values as plain ones (strings, numbers, lists, maps), as dry runs, violations and the audit trail show them.
 * Durations become numbers of seconds.
 */
public final class PlainValues {

    private final UnaryOperator<String> mask;

    /**
     * Shows everything but the values of environment variables.
     *
     * @param mask what stands for the value of an environment variable
     */
    public PlainValues(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** All that is known, by the fields' names. */
    public Map<String, Object> of(EndpointConfig config) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Field<?> field : Field.all()) {
            config.get(field).ifPresent(value -> plain.put(field.key(), of((Object) value)));
        }
        return plain;
    }

    /** One value of any field; a known absence becomes the empty string. */
    public Object of(Object value) {
        return switch (value) {
            case GpuSelection.Types(List<String> types) -> types;
            case GpuSelection.Pools(List<String> pools, List<String> excluded) ->
                Map.of("pools", pools, "excludedTypes", excluded);
            case Scaling.QueueDelay(BigDecimal seconds) -> ordered("type", "QUEUE_DELAY", "queueDelay", seconds);
            case Scaling.RequestCount(int requests) -> ordered("type", "REQUEST_COUNT", "requestCount", requests);
            case Vcpus vcpus -> of(vcpus);
            case Env env -> masked(env);
            case Duration duration -> seconds(duration);
            case Optional<?> optional -> optional.map(this::of).orElse("");
            case Enum<?> constant -> constant.name();
            case Collection<?> collection -> List.copyOf(collection);
            default -> value;
        };
    }

    /** A number where there is but one, else a number a flavour, else every size there is. */
    private static Object of(Vcpus vcpus) {
        if (vcpus.uniform()) {
            return vcpus.max();
        }
        if (vcpus.severalOfOne()) {
            return vcpus.sizes().stream()
                    .map(size -> ordered("id", size.flavor(), "vcpuCount", size.vcpus()))
                    .toList();
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        vcpus.sizes().forEach(size -> plain.put(size.flavor(), size.vcpus()));
        return plain;
    }

    private Map<String, String> masked(Env env) {
        Map<String, String> masked = new LinkedHashMap<>();
        env.variables().forEach((name, value) -> masked.put(name, mask.apply(value)));
        return masked;
    }

    /** A whole number where it is one. */
    public static Number seconds(Duration duration) {
        return duration.toMillisPart() == 0
                ? (Number) duration.toSeconds()
                : BigDecimal.valueOf(duration.toMillis()).movePointLeft(3).stripTrailingZeros();
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }
}
