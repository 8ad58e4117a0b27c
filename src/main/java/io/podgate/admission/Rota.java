package io.podgate.admission;

import io.podgate.admission.Noticeboard.Look;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to list RunPod's endpoints: one replica does, and all count by its list. Each comes a little later
 * than it has to, by lot, so that it is not always the same, and they do not come all at once. Used by one at a time.
 */
public final class Rota {

    /** What is posted. */
    public static final String LIST = "list";

    /** How much longer a wait may be than it has to be, as a part of it. */
    private static final double JITTER = 0.1;

    private static final Duration SOON = Duration.ofSeconds(1);
    /** While nothing is known at all. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Census census;
    private final Fleet fleet;
    private final Noticeboard board;
    private final Duration every;
    private final InstantSource clock;
    private final Timing timing;
    private volatile long known = Noticeboard.NOWHERE;
    private volatile @Nullable Long due;

    /** @param every how often RunPod's endpoints are listed */
    public Rota(Census census, Fleet fleet, Noticeboard board, Duration every, InstantSource clock, Timing timing) {
        this.census = census;
        this.fleet = fleet;
        this.board = board;
        this.every = every;
        this.clock = clock;
        this.timing = timing;
    }

    /** Has the fleet listed, by this replica or another, where it is time to. */
    public Uni<Void> tick(Deadline deadline) {
        Long then = due;
        if (then == null) {
            then = next(fleet.listed().orElse(Instant.MIN));
        }
        if (timing.nanoTime() - then < 0) {
            return Uni.createFrom().voidItem();
        }
        return board.look(LIST, every, known, deadline.remaining()).chain(look -> switch (look) {
            case Look.Posted(Noticeboard.Notice notice) -> {
                known = notice.number();
                next(notice.asked());
                yield elsewhere().chain(() -> census.adopt(notice));
            }
            case Look.Known(Instant asked) -> {
                next(asked);
                yield Uni.createFrom().voidItem();
            }
            case Look.Anothers another -> {
                in(SOON);
                yield Uni.createFrom().voidItem();
            }
            case Look.Yours(long turn) -> list(turn, deadline);
        });
    }

    private Uni<Void> list(long turn, Deadline deadline) {
        return census.take(deadline).chain(taken -> {
            if (taken.isEmpty()) {
                in(fleet.listed().isPresent() || every.compareTo(AGAIN) < 0 ? every : AGAIN);
                return Uni.createFrom().voidItem();
            }
            Listing listing = taken.get().listing();
            known = turn;
            next(listing.asked());
            return board.post(LIST, turn, taken.get().mark(), listing.text());
        });
    }

    /** A whole account takes its time to be understood, which no event loop has. */
    private Uni<Void> elsewhere() {
        return Uni.createFrom().emitter(emitter -> timing.soon(() -> emitter.complete(null)));
    }

    /** The next after one that was asked for then. A clock that jumps makes it come at once, or in due time. */
    private long next(Instant asked) {
        Instant now = clock.instant();
        boolean past = asked.isBefore(now.minus(every));
        Duration since = past || asked.isAfter(now) ? Duration.ZERO : Duration.between(asked, now);
        return in(past ? Duration.ZERO : every.minus(since));
    }

    private long in(Duration wait) {
        long then = timing.nanoTime() + (long) (wait.toNanos() * (1 + JITTER * timing.chance()));
        due = then;
        return then;
    }
}
