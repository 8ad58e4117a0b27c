package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Limits by field; a field without one has no limit. Immutable. */
public final class Limits {

    /** How answers call limits: this, and the field. */
    public static final String RULE = "limits.";

    /** Limits nothing. */
    public static final Limits NONE = new Limits(Map.of(), Map.of());

    private final Map<Field<?>, Limit<?>> byField;
    private final Map<Field<?>, Enforcement> enforcements;

    private Limits(Map<Field<?>, Limit<?>> byField, Map<Field<?>, Enforcement> enforcements) {
        this.byField = byField;
        this.enforcements = enforcements;
    }

    public <T> Limits with(Field<T> field, Limit<T> limit) {
        Map<Field<?>, Limit<?>> more = new LinkedHashMap<>(byField);
        more.put(field, limit);
        return new Limits(more, enforcements);
    }

    /** The same, where the field's limit says itself how strictly it holds. */
    Limits enforced(Field<?> field, Enforcement enforcement) {
        Map<Field<?>, Enforcement> more = new LinkedHashMap<>(enforcements);
        more.put(field, enforcement);
        return new Limits(byField, more);
    }

    /** The same, where all limits that do not say themselves how strictly they hold, hold so strictly. */
    Limits enforced(Enforcement enforcement) {
        Map<Field<?>, Enforcement> each = new LinkedHashMap<>();
        byField.keySet().forEach(field -> each.put(field, enforcement));
        each.putAll(enforcements);
        return new Limits(byField, each);
    }

    /** How strictly the field's limit says that it holds; empty where it does not say. */
    Optional<Enforcement> enforcement(Field<?> field) {
        return Optional.ofNullable(enforcements.get(field));
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
        for (Map.Entry<Field<?>, Enforcement> entry : enforcements.entrySet()) {
            merged = merged.enforced(entry.getKey(), entry.getValue());
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
                        .map(why -> RULE + entry.getKey().key() + ": " + why))
                .findFirst();
    }

    /** By the fields' names, as policies write it. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        byField.forEach((field, limit) -> plain.put(field.key(), plain(limit, enforcement(field))));
        return plain;
    }

    private static Map<String, Object> plain(Limit<?> limit, Optional<Enforcement> enforcement) {
        Map<String, Object> plain = new LinkedHashMap<>(limit.plain());
        enforcement.filter(kind -> kind != Enforcement.DENY).ifPresent(kind -> plain.put(Enforcement.KEY, kind.key()));
        return plain;
    }
}
