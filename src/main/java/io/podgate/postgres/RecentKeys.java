package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Remembered;
import io.podgate.json.Json;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Replay;
import io.podgate.trail.TrailRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * What a process that is gone has left to be put into the trail.
     *
     * @param waiting oldest first
     */
    void takeOver(List<TrailRecord> waiting) {
        for (TrailRecord record : waiting) {
            Json.Obj said = record.object();
            Replay.key(said).ifPresent(key -> is(key, remembered(record, said)));
        }
    }

    private static Remembered remembered(TrailRecord record, Json.Obj said) {
        return record.said("phase").equals(Optional.of(DecisionRecord.INTENT))
                ? new Remembered.Running(Replay.fingerprint(said))
                : Replay.ended(said).<Remembered>map(ended -> ended).orElseGet(Remembered.Nothing::new);
    }

    /** Its key is taken, where it has one. */
    void begins(Intent intent) {
        intent.idempotencyKey().ifPresent(key -> is(key, new Remembered.Running(intent.fingerprint())));
    }

    /**
     * It is known how it ended.
     *
     * @param ended empty where its key is free again
     */
    void ends(Intent intent, Optional<Remembered.Ended> ended) {
        intent.idempotencyKey()
                .ifPresent(key -> ended.ifPresentOrElse(remembered -> is(key, remembered), () -> forget(key)));
    }

    /** The youngest is the last to go. */
    private synchronized void is(IdempotencyKey key, Remembered now) {
        known.remove(key);
        known.put(key, now);
    }

    private synchronized void forget(IdempotencyKey key) {
        known.remove(key);
    }

    synchronized Remembered of(IdempotencyKey key) {
        return known.getOrDefault(key, new Remembered.Nothing());
    }
}
