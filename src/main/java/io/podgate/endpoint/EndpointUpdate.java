package io.podgate.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    private record Flaw(String pointer, List<Violation> why) {}

    private final Tolerance tolerance;
    private final Map<Field<?>, Mention> mentions;
    private final Map<Field<?>, Flaw> flaws;

    private EndpointUpdate(Tolerance tolerance, Map<Field<?>, Mention> mentions, Map<Field<?>, Flaw> flaws) {
        this.tolerance = tolerance;
        this.mentions = Collections.unmodifiableMap(mentions);
        this.flaws = Collections.unmodifiableMap(flaws);
    }

    public static Builder builder(Tolerance tolerance) {
        return new Builder(tolerance, Map.of(), Map.of());
    }

    public Tolerance tolerance() {
        return tolerance;
    }

    /** Of which something is said, be it good or flawed. */
    public Set<Field<?>> fields() {
        Set<Field<?>> fields = new LinkedHashSet<>(mentions.keySet());
        fields.addAll(flaws.keySet());
        return fields;
    }

    /**
     * What is wrong with what is said of fields that need not apply to the endpoint at hand. An update that still has
     * any when its endpoint is known is refused for them.
     */
    public List<Violation> flaws() {
        return flaws.values().stream().flatMap(flaw -> flaw.why().stream()).toList();
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
        return Optional.ofNullable(mentions.get(field))
                .map(Mention::pointer)
                .or(() -> Optional.ofNullable(flaws.get(field)).map(Flaw::pointer));
    }

    public EndpointUpdate without(Collection<? extends Field<?>> fields) {
        Builder rest = new Builder(tolerance, mentions, flaws);
        fields.forEach(rest::forget);
        return rest.build();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof EndpointUpdate update
                && said().equals(update.said())
                && flaws.keySet().equals(update.flaws.keySet());
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
        private final Map<Field<?>, Flaw> flaws;

        private Builder(Tolerance tolerance, Map<Field<?>, Mention> mentions, Map<Field<?>, Flaw> flaws) {
            this.tolerance = tolerance;
            this.mentions = new LinkedHashMap<>(mentions);
            this.flaws = new LinkedHashMap<>(flaws);
        }

        public <T> Builder set(Field<T> field, T value, String pointer) {
            return say(field, new Assignment.To<>(value), pointer);
        }

        public <T> Builder say(Field<T> field, Assignment<T> assignment, String pointer) {
            mentions.put(field, new Mention(assignment, pointer));
            return this;
        }

        /** What is said of the field is wrong, which only matters where the field applies. */
        public Builder flaw(Field<?> field, String pointer, List<Violation> why) {
            flaws.put(field, new Flaw(pointer, List.copyOf(why)));
            return this;
        }

        private void forget(Field<?> field) {
            mentions.remove(field);
            flaws.remove(field);
        }

        public EndpointUpdate build() {
            return new EndpointUpdate(tolerance, mentions, flaws);
        }
    }
}
