package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an update would make of an endpoint: the thing that is judged.
 *
 * @param before as it stands, as far as that is known, GPU pools expanded
 * @param after with the update applied, GPU pools expanded
 * @param askedGpus the cards after the update in the words in which they would be sent, pools unexpanded
 * @param changes what differs
 * @param fromTemplate fields that only an applied template changes
 * @param catalog prices and pools, the policy's own included ({@link PolicySet#effective})
 * @param now when this is judged
 * @param pointers where the caller's body says a field; empty where it does not
 */
public record Proposal(
        String endpointId,
        EndpointConfig before,
        EndpointConfig after,
        Optional<GpuSelection> askedGpus,
        List<Change<?>> changes,
        Set<Field<?>> fromTemplate,
        Catalog catalog,
        Instant now,
        Function<Field<?>, Optional<String>> pointers) {

    /** Expands both sides by the catalogue and finds what differs. */
    public static Proposal of(
            String endpointId,
            EndpointConfig before,
            EndpointConfig after,
            Set<Field<?>> fromTemplate,
            Catalog catalog,
            Instant now,
            Function<Field<?>, Optional<String>> pointers) {
        return of(endpointId, before, before, after, fromTemplate, catalog, now, pointers);
    }

    /**
     * The same, where RunPod does not show all that stands.
     *
     * @param shown what RunPod shows itself: what is written of anything else is a change, whatever it seems to be
     */
    @SuppressWarnings("ReferenceEquality") // mostly the same object; a false miss only costs time
    public static Proposal of(
            String endpointId,
            EndpointConfig before,
            EndpointConfig shown,
            EndpointConfig after,
            Set<Field<?>> fromTemplate,
            Catalog catalog,
            Instant now,
            Function<Field<?>, Optional<String>> pointers) {
        EndpointConfig was = before.expanded(catalog);
        EndpointConfig is = after.expanded(catalog);
        return new Proposal(
                endpointId,
                was,
                is,
                after.get(Field.GPU_TYPES),
                Change.between(shown == before ? was : shown.expanded(catalog), is),
                Set.copyOf(fromTemplate),
                catalog,
                now,
                pointers);
    }

    /**
     * The same, of an endpoint of which nothing is known in these fields: restating one of them is a change then, and
     * limits judge what it comes to, not the way there.
     */
    public Proposal asIfNothingStoodOf(Set<Field<?>> fields) {
        EndpointConfig.Builder unknown = before.toBuilder();
        fields.forEach(unknown::forget);
        unknown.set(Field.NAME, nameBefore());
        EndpointConfig was = unknown.build();
        return new Proposal(
                endpointId, was, after, askedGpus, Change.between(was, after), fromTemplate, catalog, now, pointers);
    }

    /** The endpoint's name before; empty text where it is unknown. */
    public String nameBefore() {
        return before.get(Field.NAME).orElse("");
    }

    /** The name that it would have. */
    public String nameAfter() {
        return after.get(Field.NAME).orElseGet(this::nameBefore);
    }

    boolean renames() {
        return !nameAfter().equals(nameBefore());
    }

    /** Where the caller's body says the field; what a template brings is said where the template is. */
    String pointer(Field<?> field) {
        return pointers.apply(field)
                .or(() -> fromTemplate.contains(field) ? pointers.apply(Field.TEMPLATE) : Optional.empty())
                .orElse("");
    }
}
