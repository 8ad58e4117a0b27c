package io.podgate.memory;

import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Remembered;
import io.podgate.endpoint.Payload;
import io.podgate.trail.Recovery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * Idempotency keys and what is known of them. Memory is bounded: of the oldest the answers' texts go first, which the
 * trail has as well, and then the keys. Not safe for use by several threads.
 */
final class Keys {

    private static final Logger LOG = Logger.getLogger(Keys.class);

    private record Kept(Remembered.Ended ended, Instant until, boolean shed) {}

    private final Map<IdempotencyKey, String> running = new HashMap<>();
    private final Map<IdempotencyKey, Kept> ended = new LinkedHashMap<>();
    private final Queue<IdempotencyKey> withText = new ArrayDeque<>();
    private final int maxKeys;
    private final long maxBytes;
    private long bytes;

    /** @param maxBytes of texts */
    Keys(int maxKeys, long maxBytes) {
        this.maxKeys = maxKeys;
        this.maxBytes = maxBytes;
    }

    boolean taken(IdempotencyKey key, Instant now) {
        forget(now);
        return running.containsKey(key) || ended.containsKey(key);
    }

    void begin(IdempotencyKey key, String fingerprint) {
        running.put(key, fingerprint);
    }

    void free(IdempotencyKey key) {
        running.remove(key);
    }

    void end(IdempotencyKey key, Remembered.Ended what, Instant at) {
        running.remove(key);
        remove(key);
        ended.put(key, new Kept(what, at.plus(Recovery.DAY), false));
        if (what.text().isPresent()) {
            withText.add(key);
            bytes += length(what);
        }
        while (bytes > maxBytes && !withText.isEmpty()) {
            shed(withText.remove());
        }
        if (ended.size() > maxKeys) {
            LOG.warnf("more than %d idempotency keys within a day: the oldest is forgotten early", maxKeys);
            remove(ended.keySet().iterator().next());
        }
    }

    private void shed(IdempotencyKey key) {
        Kept kept = ended.get(key);
        if (kept != null && !kept.shed()) {
            bytes -= length(kept.ended());
            Remembered.Ended full = kept.ended();
            ended.put(
                    key,
                    new Kept(
                            new Remembered.Ended(
                                    full.fingerprint(),
                                    full.decisionId(),
                                    full.outcome(),
                                    full.status(),
                                    full.detail(),
                                    Optional.empty()),
                            kept.until(),
                            true));
        }
    }

    private void remove(IdempotencyKey key) {
        Kept kept = ended.remove(key);
        if (kept != null) {
            bytes -= length(kept.ended());
        }
    }

    private static long length(Remembered.Ended ended) {
        return ended.text().map(Payload::bytes).map(text -> text.length).orElse(0);
    }

    Remembered recall(IdempotencyKey key, Instant now) {
        forget(now);
        String fingerprint = running.get(key);
        if (fingerprint != null) {
            return new Remembered.Running(fingerprint);
        }
        Kept kept = ended.get(key);
        return kept == null ? new Remembered.Nothing() : kept.ended();
    }

    /** Whether the answer's text is to be looked for in the trail. */
    boolean shed(IdempotencyKey key, Remembered.Ended known) {
        Kept kept = ended.get(key);
        return kept != null && kept.shed() && kept.ended().equals(known);
    }

    private void forget(Instant now) {
        Iterator<Kept> oldest = ended.values().iterator();
        boolean due = true;
        while (due && oldest.hasNext()) {
            Kept kept = oldest.next();
            due = !now.isBefore(kept.until());
            if (due) {
                bytes -= length(kept.ended());
                oldest.remove();
            }
        }
        while (!withText.isEmpty() && !ended.containsKey(withText.element())) {
            withText.remove();
        }
    }
}
