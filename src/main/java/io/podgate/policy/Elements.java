package io.podgate.policy;

import io.podgate.endpoint.Env;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field's value as names that can be allowed or denied one by one. */
interface Elements<T> {

    /** All names in the value. */
    Collection<String> all(T value);

    /** Whether the value restricts nothing, and so stands for all names there may be. */
    boolean isEverything(T value);

    /** The names in {@code after} that were not there before (null: unknown). */
    default List<String> fresh(@Nullable T before, T after) {
        if (before != null && isEverything(before)) {
            return List.of();
        }
        Set<String> known = before == null ? Set.of() : new HashSet<>(all(before));
        return all(after).stream().filter(name -> !known.contains(name)).toList();
    }

    /** One name. */
    static <T> Elements<T> one(Function<T, String> name) {
        return of(value -> List.of(name.apply(value)), value -> false);
    }

    /** A set in which nothing is nothing. */
    static Elements<List<String>> set() {
        return of(value -> value, value -> false);
    }

    /** A set in which nothing is everything. */
    static Elements<List<String>> restriction() {
        return of(value -> value, List::isEmpty);
    }

    /** A name or none, where none is nothing. */
    static Elements<Optional<String>> optional() {
        return of(value -> value.stream().toList(), value -> false);
    }

    /** A name or none, where none is everything. */
    static Elements<Optional<String>> optionalRestriction() {
        return of(value -> value.stream().toList(), Optional::isEmpty);
    }

    /** Variables by name; one with another value than before is as good as new. */
    static Elements<Env> variables() {
        return new Elements<>() {
            @Override
            public Collection<String> all(Env env) {
                return env.variables().keySet();
            }

            @Override
            public boolean isEverything(Env env) {
                return false;
            }

            @Override
            public List<String> fresh(@Nullable Env before, Env after) {
                return after.variables().entrySet().stream()
                        .filter(variable -> before == null
                                || !variable.getValue()
                                        .equals(before.variables().get(variable.getKey())))
                        .map(variable -> variable.getKey())
                        .toList();
            }
        };
    }

    private static <T> Elements<T> of(Function<T, Collection<String>> all, Function<T, Boolean> isEverything) {
        return new Elements<>() {
            @Override
            public Collection<String> all(T value) {
                return all.apply(value);
            }

            @Override
            public boolean isEverything(T value) {
                return isEverything.apply(value);
            }
        };
    }
}
