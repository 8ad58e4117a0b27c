package io.podgate.runpod;

import io.podgate.admission.Noticeboard;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A board that several replicas of a test share, on one clock. */
final class Board implements Noticeboard {

    private final InstantSource clock;
    private final Map<String, Notice> notices = new HashMap<>();
    private final Map<String, Instant> takenUntil = new HashMap<>();
    private long turns;

    Board(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Look> look(String about, Duration period, long known, Duration lease) {
        return Uni.createFrom().item(() -> {
            Notice notice = notices.get(about);
            Instant now = clock.instant();
            if (notice != null && notice.asked().plus(period).isAfter(now)) {
                return notice.number() == known ? new Look.Known(notice.asked()) : new Look.Posted(notice);
            }
            if (takenUntil.getOrDefault(about, Instant.MIN).isAfter(now)) {
                return new Look.Anothers();
            }
            takenUntil.put(about, now.plus(lease));
            return new Look.Yours(++turns);
        });
    }

    @Override
    public Uni<Void> post(String about, long turn, long mark, Payload text) {
        return Uni.createFrom().voidItem().invoke(() -> {
            if (turn != NOWHERE) {
                notices.put(about, new Notice(turn, mark, text, clock.instant(), clock.instant()));
                takenUntil.remove(about);
            }
        });
    }
}
