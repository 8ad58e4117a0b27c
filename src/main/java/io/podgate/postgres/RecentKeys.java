package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Remembered;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this replica knows of the idempotency keys that it has had to do with last, for while the database cannot be
 * asked. Bounded; safe for use by several threads.
 */
final class RecentKeys {

    private static final int MOST = 1_000;

    private final Map<IdempotencyKey, Remembered> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, Remembered> eldest) {
            return size() > MOST;
        }
    };

    synchronized void is(IdempotencyKey key, Remembered now) {
        known.remove(key);
        if (!(now instanceof Remembered.Nothing)) {
            known.put(key, now);
        }
    }

    synchronized Remembered of(IdempotencyKey key) {
        return known.getOrDefault(key, new Remembered.Nothing());
    }
}
