package io.podgate.runpod;

import io.podgate.HandTime;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time in which what waits is done at its moment, on the test's own thread. */
final class Agenda extends HandTime {

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long number;

    private record Entry(long at, long number, Runnable work) {}

    @Override
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom().emitter(emitter -> in(time, () -> emitter.complete(null)));
    }

    @Override
    public void soon(Runnable work) {
        in(Duration.ZERO, work);
    }

    void in(Duration time, Runnable work) {
        entries.add(new Entry(nanoTime() + time.toNanos(), number++, work));
    }

    /** Lets so much time pass, and does what is due meanwhile. */
    void run(Duration time) {
        long end = nanoTime() + time.toNanos();
        while (!entries.isEmpty() && entries.peek().at() <= end) {
            Entry entry = entries.remove();
            pass(Duration.ofNanos(Math.max(0, entry.at() - nanoTime())));
            entry.work().run();
        }
        pass(Duration.ofNanos(end - nanoTime()));
    }
}
