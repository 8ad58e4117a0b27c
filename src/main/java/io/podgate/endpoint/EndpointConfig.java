package io.podgate.endpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an endpoint, field by field. A field without a value is unknown: RunPod's answer did not show it.
 * That is never the same as empty. Immutable.
 */
public final class EndpointConfig {

    private static final EndpointConfig UNKNOWN = new EndpointConfig(new @Nullable Object[Field.count()]);

    private final @Nullable Object[] values;

    private EndpointConfig(@Nullable Object[] values) {
        this.values = values;
    }

    /** Nothing is known. */
    public static EndpointConfig unknown() {
        return UNKNOWN;
    }

    public static Builder builder() {
        return new Builder(UNKNOWN);
    }

    public Builder toBuilder() {
        return new Builder(this);
    }

    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable(value(field));
    }

    @SuppressWarnings("unchecked") // only Builder.set writes, and it checks by its signature
    @Nullable
    <T> T value(Field<T> field) {
        return (T) values[field.ordinal()];
    }

    public boolean knows(Field<?> field) {
        return values[field.ordinal()] != null;
    }

    public <T> EndpointConfig with(Field<T> field, T value) {
        return toBuilder().set(field, value).build();
    }

    /** The fields of which something is known, in the fields' order. */
    public Set<Field<?>> known() {
        Set<Field<?>> known = new LinkedHashSet<>();
        for (Field<?> field : Field.all()) {
            if (knows(field)) {
                known.add(field);
            }
        }
        return Collections.unmodifiableSet(known);
    }

    /** GPU pools replaced by the types they stand for, where the catalogue knows them. */
    public EndpointConfig expanded(Catalog catalog) {
        GpuSelection selection = value(Field.GPU_TYPES);
        if (!(selection instanceof GpuSelection.Pools pools)) {
            return this;
        }
        return pools.expand(catalog).map(types -> with(Field.GPU_TYPES, types)).orElse(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EndpointConfig config && Arrays.equals(values, config.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Field<?> field : Field.all()) {
            if (knows(field)) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(field)
                        .append('=')
                        .append(value(field));
            }
        }
        return text.append('}').toString();
    }

    /** Collects values; good for one {@link #build}. */
    public static final class Builder {

        private final @Nullable Object[] values;

        private Builder(EndpointConfig start) {
            this.values = start.values.clone();
        }

        /** What is known of the field so far. */
        @SuppressWarnings("unchecked") // only set writes, and it checks by its signature
        public <T> Optional<T> get(Field<T> field) {
            return Optional.ofNullable((T) values[field.ordinal()]);
        }

        public <T> Builder set(Field<T> field, T value) {
            values[field.ordinal()] = value;
            return this;
        }

        public Builder forget(Field<?> field) {
            values[field.ordinal()] = null;
            return this;
        }

        public EndpointConfig build() {
            return new EndpointConfig(values);
        }
    }
}
