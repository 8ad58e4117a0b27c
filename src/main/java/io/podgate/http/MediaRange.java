package io.podgate.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One range of an {@code Accept} header. Parameters other than the weight are passed over: JSON has none.
 *
 * @param weight from 0, not acceptable, to 1
 */
record MediaRange(String type, String subtype, double weight) {

    private static final String ANY = "*";

    /** A weight that is no number is none. */
    static MediaRange of(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        String[] names = parts[0].strip().split("/", 2);
        double weight = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                weight = number(parameter.substring(2));
            }
        }
        return new MediaRange(names[0].strip(), names.length == 1 ? "" : names[1].strip(), weight);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** Whether the range that names the type most closely admits it; empty where none names it. */
    static Optional<Boolean> admit(List<MediaRange> ranges, String type, String subtype) {
        return ranges.stream()
                .filter(range -> range.closeness(type, subtype) > 0)
                .max(Comparator.<MediaRange>comparingInt(range -> range.closeness(type, subtype))
                        .thenComparingDouble(MediaRange::weight))
                .map(range -> range.weight > 0);
    }

    /** 3 for the type itself, 2 for all of its kind, 1 for all there are, 0 for another. */
    private int closeness(String otherType, String otherSubtype) {
        if (type.equals(otherType)) {
            return subtype.equals(otherSubtype) ? 3 : subtype.equals(ANY) ? 2 : 0;
        }
        return type.equals(ANY) && subtype.equals(ANY) ? 1 : 0;
    }
}
