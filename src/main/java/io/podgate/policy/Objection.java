package io.podgate.policy;

import java.util.List;
import java.util.Optional;

/**
 * Why a limit refuses a change. Values are plain, as in {@link io.podgate.endpoint.Violation}.
 *
 * @param what the finding, to be read after the field's name: {@code 11 is above the limit of 10}
 * @param hint what is allowed, to be read after the finding; may be empty
 */
record Objection(String what, String hint, Object limit, Object actual, Optional<Object> passes) {

    private static final int NAMES_SHOWN = 10;

    /** The same of one part of the field's value. */
    Objection of(String part) {
        return new Objection(part + " " + what, hint, limit, actual, passes);
    }

    /** Names for a sentence; a long list is cut, since the violation's values have all of it. */
    static String names(List<String> names) {
        return names.size() <= NAMES_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_SHOWN)) + " and " + (names.size() - NAMES_SHOWN) + " more";
    }
}
