package io.podgate.console;

import io.podgate.admission.Deadline;
import io.podgate.admission.DecisionLog;
import io.podgate.http.DecisionBody;
import io.podgate.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was decided in the last day, by half hours, and last about each endpoint. The trail is read once for all who
 * look, and after the first time no further back than where the last reading ended.
 */
@Singleton
final class Recent {

    static final Duration SLOT = Duration.ofMinutes(30);
    static final int SLOTS = 48;

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Records are written a little behind their time. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private static final int PAGE = 200;
    private static final int MOST = 50_000;

    private final DecisionLog log;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Picture last;

    Recent(DecisionLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What came last of an endpoint. */
    record Last(String decisionId, String outcome, Instant time) {}

    /**
     * At one moment.
     *
     * @param bySlot how many ended how, by the moment at which their half hour begins
     * @param byEndpoint what was decided last, by the endpoint's id
     * @param whole whether all of the day was read; else only the latest of it
     */
    record Picture(
            Instant at, SortedMap<Instant, Map<String, Integer>> bySlot, Map<String, Last> byEndpoint, boolean whole) {}

    /**
     * Waits for the trail, so not on an event loop. Nobody changes what it gives out.
     *
     * @throws RuntimeException where the trail cannot be read
     */
    Picture picture(Deadline deadline) {
        reading.lock();
        try {
            Picture known = last;
            if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
                return known;
            }
            Picture fresh = read(Optional.ofNullable(known), deadline);
            last = fresh;
            return fresh;
        } finally {
            reading.unlock();
        }
    }

    static Instant slot(Instant time) {
        long length = SLOT.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length);
    }

    private Picture read(Optional<Picture> before, Deadline deadline) {
        Instant now = clock.instant();
        Instant first = slot(now).minus(SLOT.multipliedBy(SLOTS - 1));
        Instant from = before.map(known -> slot(known.at().minus(BEHIND)))
                .filter(first::isBefore)
                .orElse(first);
        SortedMap<Instant, Map<String, Integer>> bySlot = new TreeMap<>();
        Map<String, Last> byEndpoint = new HashMap<>();
        before.ifPresent(known -> bySlot.putAll(known.bySlot().subMap(first, from)));
        boolean whole = count(from, bySlot, byEndpoint, deadline)
                && before.map(known -> known.whole() || from.equals(first)).orElse(true);
        before.ifPresent(known -> known.byEndpoint().forEach((id, then) -> {
            if (!then.time().isBefore(first)) {
                byEndpoint.putIfAbsent(id, then);
            }
        }));
        return new Picture(now, bySlot, byEndpoint, whole);
    }

    /** Whether it came to the end. */
    private boolean count(
            Instant from,
            SortedMap<Instant, Map<String, Integer>> bySlot,
            Map<String, Last> byEndpoint,
            Deadline deadline) {
        Optional<String> cursor = Optional.empty();
        int read = 0;
        do {
            DecisionLog.Page page = log.find(
                            DecisionLog.Query.newest(PAGE).since(from).from(cursor))
                    .await()
                    .atMost(deadline.remaining());
            page.entries().forEach(entry -> count(entry, bySlot, byEndpoint));
            read += page.entries().size();
            cursor = page.next();
        } while (cursor.isPresent() && read < MOST);
        return cursor.isEmpty();
    }

    private static void count(
            DecisionLog.Entry entry, SortedMap<Instant, Map<String, Integer>> bySlot, Map<String, Last> byEndpoint) {
        Json.Obj record = DecisionBody.record(entry);
        String outcome = record.string("outcome").orElse("unknown");
        DecisionViews.time(record).ifPresent(time -> {
            bySlot.computeIfAbsent(slot(time), slot -> new HashMap<>()).merge(outcome, 1, Integer::sum);
            record.string("endpointId")
                    .ifPresent(id -> byEndpoint.putIfAbsent(id, new Last(entry.decisionId(), outcome, time)));
        });
    }
}
