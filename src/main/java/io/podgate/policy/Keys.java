package io.podgate.policy;

import java.util.HashSet;
import java.util.Set;

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
        Set<String> all = new HashSet<>(known);
        all.addAll(others.known);
        Set<String> allLater = new HashSet<>(later);
        allLater.addAll(others.later);
        return new Keys(Set.copyOf(all), Set.copyOf(allLater));
    }

    Keys later(String... keys) {
        return new Keys(known, Set.of(keys));
    }
}
