package io.podgate.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What a page has to do without, because whoever knows it cannot be asked now. Used by one page, once. */
final class Missing {

    private static final Logger LOG = Logger.getLogger(Missing.class);

    private final List<String> words = new ArrayList<>();

    /** The part, or nothing where it cannot be had. */
    <T> Optional<T> unless(String without, Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (RuntimeException away) {
            LOG.warnf("a page of the console does without something (%s): %s", away.getMessage(), without);
            words.add(without);
            return Optional.empty();
        }
    }

    void add(List<String> more) {
        words.addAll(more);
    }

    /** One sentence each. */
    List<String> words() {
        return List.copyOf(words);
    }
}
