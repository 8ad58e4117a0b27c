package io.podgate.endpoint;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How two values of a field compare. {@code before} is null where nothing is known of the value that stood;
 * {@code after} is never null, since an update can only say something.
 */
@FunctionalInterface
interface Trend<T> {

    Direction between(@Nullable T before, T after);

    /** More is growth. */
    static <T extends Comparable<T>> Trend<T> size() {
        return (before, after) -> {
            if (before == null) {
                return Direction.GROWS;
            }
            int order = after.compareTo(before);
            return order == 0 ? Direction.SAME : order < 0 ? Direction.SHRINKS : Direction.GROWS;
        };
    }

    /** A time limit: longer is growth, and zero is no limit at all. */
    static Trend<Duration> timeLimit() {
        Trend<Duration> size = size();
        return (before, after) ->
                size.between(before == null ? null : unlimitedAsLongest(before), unlimitedAsLongest(after));
    }

    private static Duration unlimitedAsLongest(Duration limit) {
        return limit.isZero() ? Duration.ofSeconds(Long.MAX_VALUE) : limit;
    }

    /** A set: any new element is growth, whatever the order in which it is said. */
    static <T extends Collection<String>> Trend<T> set() {
        return (before, after) ->
                before == null ? Direction.GROWS : ofSets(new HashSet<>(before), new HashSet<>(after));
    }

    /** A restriction: the empty set restricts nothing and is the widest of all. */
    static <T extends Collection<String>> Trend<T> restriction() {
        Trend<T> set = set();
        return (before, after) -> {
            if (before == null || before.isEmpty() == after.isEmpty()) {
                return set.between(before, after);
            }
            return after.isEmpty() ? Direction.GROWS : Direction.SHRINKS;
        };
    }

    /** A list in order of preference: a set whose order also means something. */
    static Trend<List<String>> preference() {
        Trend<List<String>> set = set();
        return (before, after) -> {
            Direction sets = set.between(before, after);
            return sets == Direction.SAME && !after.equals(before) ? Direction.CHANGES : sets;
        };
    }

    /** A set without a size: neither more nor less, and order means nothing. */
    static <T extends Collection<String>> Trend<T> unordered() {
        return (before, after) -> before != null && new HashSet<>(before).equals(new HashSet<>(after))
                ? Direction.SAME
                : Direction.CHANGES;
    }

    /** Neither more nor less, only different. */
    static <T> Trend<T> identity() {
        return (before, after) -> after.equals(before) ? Direction.SAME : Direction.CHANGES;
    }

    private static Direction ofSets(Set<String> before, Set<String> after) {
        if (before.equals(after)) {
            return Direction.SAME;
        }
        return before.containsAll(after) ? Direction.SHRINKS : Direction.GROWS;
    }
}
