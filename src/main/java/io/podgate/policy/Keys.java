package io.podgate.policy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a block may say.
 *
 * @param known what is understood
 * @param later what the format has but this version cannot do yet; it is refused, never ignored
 */
record Keys(Set<String> known, Set<String> later) {

    static Keys of(String... known) {
        return new Keys(Set.of(known), Set.of());
    }

    Keys and(Keys others) {
        return new Keys(union(known, others.known), union(later, others.later));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    Keys later(String... keys) {
        return new Keys(known, Set.of(keys));
    }
}
