package io.podgate.policy;

import java.util.Optional;

/** A pattern over names: {@code *} stands for any characters, {@code ?} for one; all others for themselves. */
public record Glob(String pattern) {

    private static final String NOT_SUPPORTED = "[]{}\\";

    public Glob {
        fault(pattern).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** What is wrong with the pattern, if anything is. */
    static Optional<String> fault(String pattern) {
        if (pattern.isBlank()) {
            return Optional.of("a pattern cannot be empty");
        }
        return pattern.chars().anyMatch(c -> NOT_SUPPORTED.indexOf(c) >= 0)
                ? Optional.of("pattern \"" + pattern + "\" uses one of " + NOT_SUPPORTED + "; only * and ? are special")
                : Optional.empty();
    }

    public boolean literal() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    boolean matchesEverything() {
        return pattern.equals("*");
    }

    /** What every match begins with. */
    String prefix() {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether there is a name that both match. */
    boolean overlaps(Glob other) {
        String own = prefix();
        String its = other.prefix();
        return (own.startsWith(its) || its.startsWith(own)) && meets(pattern, other.pattern);
    }

    /** Whether this surely matches all that the other does; where it asks for single characters, it has to be equal. */
    boolean covers(Glob other) {
        return equals(other) || (pattern.indexOf('?') < 0 && matches(other.pattern));
    }

    /** From the ends to the beginnings: whether what is left of both from two places on has a text in common. */
    private static boolean meets(String one, String other) {
        boolean[][] meets = new boolean[one.length() + 1][other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                meets[i][j] = meets(one, i, other, j, meets);
            }
        }
        return meets[0][0];
    }

    private static boolean meets(String one, int i, String other, int j, boolean[][] rest) {
        boolean oneEnds = i == one.length();
        boolean otherEnds = j == other.length();
        if (oneEnds && otherEnds) {
            return true;
        }
        if (!oneEnds && one.charAt(i) == '*' && (rest[i + 1][j] || (!otherEnds && rest[i][j + 1]))) {
            return true;
        }
        if (!otherEnds && other.charAt(j) == '*' && (rest[i][j + 1] || (!oneEnds && rest[i + 1][j]))) {
            return true;
        }
        return !oneEnds && !otherEnds && same(one.charAt(i), other.charAt(j)) && rest[i + 1][j + 1];
    }

    private static boolean same(char one, char other) {
        return one != '*' && other != '*' && (one == '?' || other == '?' || one == other);
    }

    /** Case counts. Takes at most pattern times text steps, whatever the pattern. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
