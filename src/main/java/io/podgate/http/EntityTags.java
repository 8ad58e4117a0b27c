package io.podgate.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a conditional header names, which may be said over several lines (RFC 9110, 5.3 and 8.8.3).
 *
 * @param any {@code *}
 * @param strong opaque tags without their quotes
 * @param weak those that only a weak comparison knows
 */
record EntityTags(boolean any, Set<String> strong, Set<String> weak) {

    /** An element of the list, which may be empty (RFC 9110, 5.6.1.2), and the comma behind it. */
    private static final Pattern ELEMENT = Pattern.compile("[ \\t]*(?:(W/)?\"([!#-~\\x80-\\xff]*)\")?[ \\t]*(?:,|$)");

    /**
     * Reads it.
     *
     * @param lines what the header says, line by line; at least one
     * @return empty where it says no tag, or something else
     */
    static Optional<EntityTags> read(List<String> lines) {
        String said = String.join(",", lines);
        if (said.strip().equals("*")) {
            return Optional.of(new EntityTags(true, Set.of(), Set.of()));
        }
        Set<String> strong = new HashSet<>();
        Set<String> weak = new HashSet<>();
        Matcher element = ELEMENT.matcher(said);
        int from = 0;
        while (from < said.length() && element.region(from, said.length()).lookingAt()) {
            if (element.group(2) != null) {
                (element.group(1) == null ? strong : weak).add(element.group(2));
            }
            from = element.end();
        }
        boolean whole = from == said.length() && !(strong.isEmpty() && weak.isEmpty());
        return whole ? Optional.of(new EntityTags(false, strong, weak)) : Optional.empty();
    }

    /** By weak comparison (RFC 9110, 8.8.3.2). */
    boolean has(String tag) {
        return any || strong.contains(tag) || weak.contains(tag);
    }
}
