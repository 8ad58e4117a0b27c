package io.podgate.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen, and when. One thing happens after the other, those of the same moment in an order left to chance,
 * and the time in between is over at once.
 */
final class Scheduler implements InstantSource {

    private static final Instant BEGINNING = Instant.parse("2026-11-23T09:00:00Z");

    private final Chance chance;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Event.IN_ORDER);
    private long now;
    private long number;
    private Duration offset = Duration.ZERO;

    /** Something that is to happen, unless it is called off. */
    static final class Event {

        private static final Comparator<Event> IN_ORDER = Comparator.<Event>comparingLong(event -> event.at)
                .thenComparingLong(event -> event.lot)
                .thenComparingLong(event -> event.number);

        private final long at;
        private final long lot;
        private final long number;
        private final Runnable work;
        private boolean off;

        private Event(long at, long lot, long number, Runnable work) {
            this.at = at;
            this.lot = lot;
            this.number = number;
            this.work = work;
        }

        void callOff() {
            off = true;
        }
    }

    Scheduler(Chance chance) {
        this.chance = chance;
    }

    Event after(Duration time, Runnable work) {
        Event event = new Event(now + Math.max(0, time.toNanos()), chance.number(), number++, work);
        events.add(event);
        return event;
    }

    /** Lets the next thing happen; false where it would be later than that. */
    boolean step(Duration latest) {
        Event next = events.peek();
        if (next == null || next.at > latest.toNanos()) {
            now = latest.toNanos();
            return false;
        }
        events.remove();
        now = next.at;
        if (!next.off) {
            next.work.run();
        }
        return true;
    }

    /** Since the beginning. */
    Duration time() {
        return Duration.ofNanos(now);
    }

    long nanoTime() {
        return now;
    }

    /** Somebody sets the wall clock. */
    void set(Duration by) {
        offset = offset.plus(by);
    }

    /** What the wall clock says. */
    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(now).plus(offset);
    }
}
