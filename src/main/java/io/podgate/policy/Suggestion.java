package io.podgate.policy;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what somebody meant to write. */
final class Suggestion {

    private Suggestion() {}

    /** {@code , did you mean "teams"?}; else what is known; for the end of a complaint. */
    static String forTypo(String written, Collection<String> known) {
        String nearest = nearest(written, known);
        return nearest.isEmpty()
                ? "; known here: " + String.join(", ", known.stream().sorted().toList())
                : nearest;
    }

    /** {@code , did you mean "teams"?}; nothing where nothing is near. */
    static String nearest(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(word -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3))
                .map(word -> ", did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** How many letters must be changed, added or left out; case does not count. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
