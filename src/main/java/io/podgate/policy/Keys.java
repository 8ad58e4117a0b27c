package io.podgate.policy;

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

    Keys later(String... keys) {
        return new Keys(known, Set.of(keys));
    }
}
