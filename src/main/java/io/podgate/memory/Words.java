package io.podgate.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The ledger's words, counted, and which of them was the last about each endpoint. Belongs to its {@link Holdings} and
 * is not safe for threads.
 */
final class Words {

    private final Map<String, Long> last = new HashMap<>();
    private long count;

    void about(String endpointId) {
        last.put(endpointId, ++count);
    }

    /** Zero where there was none. */
    long lastAbout(String endpointId) {
        return last.getOrDefault(endpointId, 0L);
    }

    /** The last about anything. */
    long last() {
        return count;
    }

    /** Of endpoints that are not there any more, up to this word. */
    void forget(long upTo, Set<String> butFor) {
        last.entrySet().removeIf(word -> word.getValue() <= upTo && !butFor.contains(word.getKey()));
    }
}
