package io.podgate.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A smallest and a largest value; empty is no bound. */
public record Bounds<N extends Comparable<N>>(Optional<N> min, Optional<N> max) {

    /** How a value looks in a sentence and as a plain value. */
    interface Shown<N> {
        String text(N value);

        Object plain(N value);
    }

    static <N extends Comparable<N>> Bounds<N> none() {
        return new Bounds<N>(Optional.empty(), Optional.empty());
    }

    public static <N extends Comparable<N>> Bounds<N> atMost(N max) {
        return new Bounds<N>(Optional.empty(), Optional.of(max));
    }

    public static <N extends Comparable<N>> Bounds<N> atLeast(N min) {
        return new Bounds<N>(Optional.of(min), Optional.empty());
    }

    Bounds<N> over(Bounds<N> base) {
        return new Bounds<>(min.or(base::min), max.or(base::max));
    }

    boolean areCrossed() {
        return min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0;
    }

    /** Objects to a value beyond a bound, if it also lies further that way than {@code was} (null: unknown). */
    Optional<Objection> judge(@Nullable N was, N is, Shown<N> shown) {
        if (max.isPresent() && is.compareTo(max.get()) > 0 && (was == null || is.compareTo(was) > 0)) {
            N passes = was == null || was.compareTo(max.get()) < 0 ? max.get() : was;
            return Optional.of(objection(is, "is above the limit of", max.get(), passes, shown));
        }
        if (min.isPresent() && is.compareTo(min.get()) < 0 && (was == null || is.compareTo(was) < 0)) {
            N passes = was == null || was.compareTo(min.get()) > 0 ? min.get() : was;
            return Optional.of(objection(is, "is below the minimum of", min.get(), passes, shown));
        }
        return Optional.empty();
    }

    private static <N> Objection objection(N is, String relation, N bound, N passes, Shown<N> shown) {
        return new Objection(
                shown.text(is) + " " + relation + " " + shown.text(bound),
                "",
                shown.plain(bound),
                shown.plain(is),
                Optional.of(shown.plain(passes)));
    }

    Map<String, Object> plain(Function<N, Object> value) {
        Map<String, Object> plain = new LinkedHashMap<>();
        min.ifPresent(bound -> plain.put("min", value.apply(bound)));
        max.ifPresent(bound -> plain.put("max", value.apply(bound)));
        return plain;
    }

    /** Numbers as they are. */
    static <N extends Number> Shown<N> number() {
        return new Shown<>() {
            @Override
            public String text(N value) {
                return value.toString();
            }

            @Override
            public Object plain(N value) {
                return value;
            }
        };
    }
}
