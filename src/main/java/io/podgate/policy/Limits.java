package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Limits by field; a field without one has no limit. Immutable. */
public final class Limits {

    /** Limits nothing. */
    public static final Limits NONE = new Limits(Map.of());

    private final Map<Field<?>, Limit<?>> byField;

    private Limits(Map<Field<?>, Limit<?>> byField) {
        this.byField = byField;
    }

    public <T> Limits with(Field<T> field, Limit<T> limit) {
        Map<Field<?>, Limit<?>> more = new LinkedHashMap<>(byField);
        more.put(field, limit);
        return new Limits(more);
    }

    @SuppressWarnings("unchecked") // only with() writes, and it checks by its signature
    public <T> Optional<Limit<T>> get(Field<T> field) {
        return Optional.ofNullable((Limit<T>) byField.get(field));
    }

    Set<Field<?>> fields() {
        return byField.keySet();
    }

    /** These, and {@code base} in all that these do not say, down to the single key. */
    Limits over(Limits base) {
        Limits merged = base;
        for (Field<?> field : byField.keySet()) {
            merged = merged.overlaid(field, this);
        }
        return merged;
    }

    private <T> Limits overlaid(Field<T> field, Limits upper) {
        Limit<T> above = upper.get(field).orElseThrow();
        return with(field, get(field).map(above::over).orElse(above));
    }

    /** Which limit no value could satisfy, and why; empty where there is none. */
    Optional<String> contradiction() {
        return byField.entrySet().stream()
                .flatMap(entry -> entry.getValue().contradiction().stream()
                        .map(why -> "limits." + entry.getKey().key() + ": " + why))
                .findFirst();
    }

    /** By the fields' names, as policies write it. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        byField.forEach((field, limit) -> plain.put(field.key(), limit.plain()));
        return plain;
    }
}
