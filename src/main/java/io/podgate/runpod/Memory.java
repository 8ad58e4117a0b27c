package io.podgate.runpod;

import io.podgate.admission.Reply;
import io.podgate.admission.Timing;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers that are told again for a while; what was not asked for the longest goes first when there are too many. */
final class Memory<T> {

    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Map<String, Kept<T>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Timing timing;
    private long bytes;

    private record Kept<T>(Reply<T> reply, int bytes, long until) {}

    Memory(Timing timing) {
        this.timing = timing;
    }

    synchronized Optional<Reply<T>> recall(String about) {
        Kept<T> known = kept.get(about);
        return known == null || timing.nanoTime() - known.until() >= 0 ? Optional.empty() : Optional.of(known.reply());
    }

    /** @param size in bytes, about */
    synchronized void keep(String about, Reply<T> reply, int size, Duration time) {
        Kept<T> before = kept.put(about, new Kept<>(reply, size, timing.nanoTime() + time.toNanos()));
        bytes += size - (before == null ? 0 : before.bytes());
        Iterator<Kept<T>> oldest = kept.values().iterator();
        while (kept.size() > MOST || (bytes > MOST_BYTES && kept.size() > 1)) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
