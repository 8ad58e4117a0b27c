package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A draft in the making. The rules of a dialect work on it one after the other: they write what RunPod will be told,
 * imply what will stand without being told, and say what speaks against it.
 */
final class Drafting {

    private final Endpoint current;
    private final Catalog catalog;
    private EndpointUpdate update;
    private EndpointConfig before;
    private final EndpointConfig.Builder written = EndpointConfig.builder();
    private final EndpointConfig.Builder after;
    private final Set<Field<?>> fromTemplate = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String missing;
    private boolean restsOnCurrent;

    Drafting(Endpoint current, EndpointUpdate update, Catalog catalog) {
        this.current = current;
        this.update = update;
        this.catalog = catalog;
        this.before = current.config();
        this.after = current.config().toBuilder();
    }

    Endpoint current() {
        return current;
    }

    <T> Optional<T> current(Field<T> field) {
        return current.config().get(field);
    }

    Catalog catalog() {
        return catalog;
    }

    /** What is asked, less what has been left out. */
    EndpointUpdate update() {
        return update;
    }

    /** What is said of the field, if anything is. */
    <T> Optional<Assignment<T>> said(Field<T> field) {
        return update.get(field);
    }

    boolean forgives() {
        return update.tolerance() == Tolerance.DROPS;
    }

    /** What will stand, as far as the rules have come. */
    <T> Optional<T> after(Field<T> field) {
        return after.get(field);
    }

    <T> Optional<T> written(Field<T> field) {
        return written.get(field);
    }

    /** What stands is only inferred from what RunPod shows: no ground for calling the field unchanged. */
    void doubt(Field<?> field) {
        before = before.toBuilder().forget(field).build();
    }

    /** RunPod will be told, and it will stand. */
    <T> void write(Field<T> field, T value) {
        written.set(field, value);
        after.set(field, value);
    }

    /** It will stand without RunPod being told. */
    <T> void imply(Field<T> field, T value) {
        after.set(field, value);
    }

    /** What will stand is not known. */
    void forget(Field<?> field) {
        after.forget(field);
    }

    /** RunPod will be told by way of the template, and it will stand. */
    <T> void bring(Field<T> field, T value) {
        write(field, value);
        fromTemplate.add(field);
    }

    /** Writes these fields as they were said. */
    void writeAsSaid(List<Field<?>> fields) {
        for (Field<?> field : fields) {
            writeAsSaid(field);
        }
    }

    private <T> void writeAsSaid(Field<T> field) {
        update.value(field).ifPresent(value -> write(field, value));
    }

    void leaveOut(Collection<Field<?>> fields) {
        update = update.without(fields);
    }

    void restOnCurrent() {
        restsOnCurrent = true;
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    /** Speaks against a field; {@code predicate} continues the sentence that its name begins. */
    void refuse(Field<?> field, String predicate) {
        Violation violation = Violation.at(update.pointer(field).orElse(""), word(field) + " " + predicate);
        if (!violations.contains(violation)) {
            violations.add(violation);
        }
    }

    /** Whatever is wrong with the fields that have not been left out speaks against them. */
    void refuseFlaws() {
        violations.addAll(update.flaws());
    }

    /** Without this nothing can be said at all. */
    void lacks(String what) {
        missing = missing == null ? what : missing;
    }

    /** The field as the caller calls it. */
    String word(Field<?> field) {
        return update.pointer(field).map(Words::path).orElse(field.key());
    }

    Draft conclude(BiFunction<EndpointConfig, EndpointUpdate, Json> body) {
        if (!violations.isEmpty()) {
            return new Draft.Refused(List.copyOf(violations));
        }
        if (missing != null) {
            return new Draft.Unknowable(missing);
        }
        EndpointConfig told = written.build();
        return new Draft.Ready(
                before,
                after.build(),
                Payload.of(body.apply(told, update).bytes()),
                told.known(),
                Collections.unmodifiableSet(fromTemplate),
                restsOnCurrent,
                List.copyOf(warnings));
    }
}
