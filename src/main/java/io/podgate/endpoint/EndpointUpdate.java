package io.podgate.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks to be different: a field that is not mentioned stays as it is. Two updates are equal when they ask
 * for the same, however they were written.
 */
public final class EndpointUpdate {

    /** What becomes of fields that do not apply to the endpoint at hand. */
    public enum Tolerance {
        /** Left out with a warning, as v1 did. */
        DROPS,
        /** Refused, as v2 does. */
        REFUSES
    }

    private record Mention(Assignment<?> assignment, String pointer) {}

    private final Tolerance tolerance;
    private final Map<Field<?>, Mention> mentions;

    private EndpointUpdate(Tolerance tolerance, Map<Field<?>, Mention> mentions) {
        this.tolerance = tolerance;
        this.mentions = Collections.unmodifiableMap(mentions);
    }

    public static Builder builder(Tolerance tolerance) {
        return new Builder(tolerance, Map.of());
    }

    public Tolerance tolerance() {
        return tolerance;
    }

    public Set<Field<?>> fields() {
        return mentions.keySet();
    }

    public boolean mentions(Field<?> field) {
        return mentions.containsKey(field);
    }

    @SuppressWarnings("unchecked") // only Builder.set writes, and it checks by its signature
    public <T> Optional<Assignment<T>> get(Field<T> field) {
        return Optional.ofNullable(mentions.get(field)).map(mention -> (Assignment<T>) mention.assignment());
    }

    /** The whole value said of the field, if one was. */
    public <T> Optional<T> value(Field<T> field) {
        return get(field)
                .flatMap(assignment ->
                        assignment instanceof Assignment.To<T>(T value) ? Optional.of(value) : Optional.empty());
    }

    /** The JSON Pointer at which the caller's body says it; empty where it does not. */
    public Optional<String> pointer(Field<?> field) {
        return Optional.ofNullable(mentions.get(field)).map(Mention::pointer);
    }

    public EndpointUpdate without(Collection<? extends Field<?>> fields) {
        if (Collections.disjoint(mentions.keySet(), fields)) {
            return this;
        }
        Builder rest = new Builder(tolerance, mentions);
        fields.forEach(rest.mentions::remove);
        return rest.build();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof EndpointUpdate update && said().equals(update.said());
    }

    @Override
    public int hashCode() {
        return said().hashCode();
    }

    private Map<Field<?>, Assignment<?>> said() {
        Map<Field<?>, Assignment<?>> said = new LinkedHashMap<>();
        mentions.forEach((field, mention) -> said.put(field, mention.assignment()));
        return said;
    }

    @Override
    public String toString() {
        return said().toString();
    }

    /** Collects mentions; a later one of the same field replaces the earlier. */
    public static final class Builder {

        private final Tolerance tolerance;
        private final Map<Field<?>, Mention> mentions;

        private Builder(Tolerance tolerance, Map<Field<?>, Mention> start) {
            this.tolerance = tolerance;
            this.mentions = new LinkedHashMap<>(start);
        }

        public <T> Builder set(Field<T> field, T value, String pointer) {
            return say(field, new Assignment.To<>(value), pointer);
        }

        public <T> Builder say(Field<T> field, Assignment<T> assignment, String pointer) {
            mentions.put(field, new Mention(assignment, pointer));
            return this;
        }

        public EndpointUpdate build() {
            return new EndpointUpdate(tolerance, mentions);
        }
    }
}
