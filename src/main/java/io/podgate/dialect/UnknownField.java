package io.podgate.dialect;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What to say of a field that an update does not have. */
final class UnknownField {

    private UnknownField() {}

    /**
     * Continues the sentence that the field's name begins.
     *
     * @param known the fields that the object has
     * @param hints names of the other dialect, and what to write instead
     */
    static String words(String name, String object, Collection<String> known, Map<String, String> hints) {
        String words = "is not a field of " + object;
        for (String candidate : known) {
            if (letters(candidate).equals(letters(name))) {
                return words + "; did you mean `" + candidate + "`?";
            }
        }
        String hint = hints.get(name);
        return hint == null ? words : words + "; " + hint;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").strip();
    }
}
