package io.podgate.postgres;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this replica knows of the ledger's words about endpoints: the mark of its last seeding, or the end of an update
 * of its own. The word of an end is known only when it is durable, but whoever looks at the endpoint meanwhile looks at
 * what the end left behind; so an end has a token at once, which stands for its word to be.
 */
final class Pictures {

    /** Above every word. */
    private static final long TOKENS = 1L << 62;

    private static final long NOT_YET = -1;

    /** @param word {@link #NOT_YET} before it is decided */
    private record Own(long token, long word) {}

    private final AtomicLong tokens = new AtomicLong(TOKENS);
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private final AtomicLong seeded = new AtomicLong();

    /** The word, or a token for it, that a look at the endpoint rests on. */
    long of(String endpointId) {
        Own last = own.get(endpointId);
        return last == null ? seeded.get() : last.token();
    }

    /** An update has ended here; what is known of its endpoint from now on has this token. */
    long ending(String endpointId) {
        long token = tokens.incrementAndGet();
        own.put(endpointId, new Own(token, NOT_YET));
        return token;
    }

    /** The word behind a token. */
    void ended(String endpointId, long token, long word) {
        own.computeIfPresent(endpointId, (id, last) -> last.token() == token ? new Own(token, word) : last);
    }

    /** The word behind a picture; none where the token is not the endpoint's last, or has no word. */
    long word(String endpointId, long picture) {
        if (picture < TOKENS) {
            return picture;
        }
        Own last = own.get(endpointId);
        return last == null || last.token() != picture ? 0 : Math.max(0, last.word());
    }

    /** Whether an update that has ended here has a later word than the mark, or none yet. */
    boolean isAhead(String endpointId, long mark) {
        Own last = own.get(endpointId);
        return last != null && (last.word() == NOT_YET || last.word() > mark);
    }

    /** All endpoints but the unread were looked at after this mark; of those is known what was known before. */
    void seeded(long mark, Set<String> unread) {
        long before = seeded.get();
        unread.forEach(id -> own.putIfAbsent(id, new Own(tokens.incrementAndGet(), before)));
        if (seeded.accumulateAndGet(mark, Math::max) == mark) {
            own.entrySet()
                    .removeIf(last -> last.getValue().word() != NOT_YET
                            && last.getValue().word() <= mark
                            && !unread.contains(last.getKey()));
        }
    }
}
