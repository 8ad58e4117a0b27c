package io.podgate.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which endpoints are meant: one by its id, or all whose names match. An id says more than a name. */
public sealed interface Selector {

    boolean matches(String id, String name);

    /** Whether this surely matches all that the other does. */
    default boolean covers(Selector other) {
        return equals(other)
                || (this instanceof ByName(Glob wide)
                        && (other instanceof ByName(Glob narrow) ? wide.covers(narrow) : wide.matchesEverything()));
    }

    /** One endpoint. */
    record ById(String id) implements Selector {
        @Override
        public boolean matches(String otherId, String name) {
            return id.equals(otherId);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** Endpoints by name, whatever their ids. */
    record ByName(Glob glob) implements Selector {
        @Override
        public boolean matches(String id, String name) {
            return glob.matches(name);
        }

        @Override
        public String toString() {
            return NAME + glob;
        }
    }

    String NAME = "name:";
    Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Reads {@code jpnw0v75y3qoql} or {@code name:vision-*}; empty where it is neither. */
    static Optional<Selector> parse(String text) {
        if (text.startsWith(NAME)) {
            String pattern = text.substring(NAME.length());
            return Glob.fault(pattern).isPresent() ? Optional.empty() : Optional.of(new ByName(new Glob(pattern)));
        }
        return ID.matcher(text).matches() ? Optional.of(new ById(text)) : Optional.empty();
    }
}
