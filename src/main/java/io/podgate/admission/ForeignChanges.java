package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The last changes that did not go through this gateway, harmless or not: they show that somebody else holds a key.
 * Safe for several threads; owns what it remembers.
 */
public final class ForeignChanges implements FleetListener {

    private static final int REMEMBERED = 100;

    private final InstantSource clock;
    private final Deque<Foreign> last = new ArrayDeque<>();

    /**
     * A change of somebody else's.
     *
     * @param seen when it was noticed
     * @param endpoint as it is since
     * @param fields what is another than before
     */
    public record Foreign(Instant seen, Endpoint endpoint, List<String> fields) {}

    public ForeignChanges(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void changedOutOfBand(Endpoint now, Set<Field<?>> fields) {
        last.addFirst(new Foreign(
                clock.instant(), now, fields.stream().map(Field::key).toList()));
        if (last.size() > REMEMBERED) {
            last.removeLast();
        }
    }

    /** Newest first. */
    public synchronized List<Foreign> all() {
        return new ArrayList<>(last);
    }
}
