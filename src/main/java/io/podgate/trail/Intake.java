package io.podgate.trail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records in line for the one thread that writes them, and when the next group of them is due. A flush costs the same
 * however much it takes along, so there is a short while from one to the next, and a longer one where nobody waits for
 * what is queued. Anybody may add.
 */
final class Intake {

    private static final int MOST = 10_000;

    /** At most in a group. */
    static final int GROUP = 1_000;

    /** From one flush to the next, in nanoseconds: where somebody waits for it, where nobody does, without a record. */
    private static final long APART = 1_000_000;

    private static final long APART_UNAWAITED = 5_000_000;
    private static final long LOOK = 1_000_000_000;

    /**
     * A record in line.
     *
     * @param kept whether it goes to the spool where it cannot be written; where not, whoever waits goes without it
     */
    record Entry(TrailRecord record, CompletableFuture<Void> done, boolean kept, BooleanSupplier givenUp) {

        void finish() {
            done.complete(null);
        }

        void fail(String why) {
            done.completeExceptionally(new IOException(why));
        }
    }

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private long begun = System.nanoTime() - LOOK;
    private volatile boolean awaited;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    /** Whether more waits than can be taken. */
    boolean isFull() {
        return queue.size() >= MOST;
    }

    /** Nobody waits for it, and it is not lost. */
    void add(TrailRecord record) {
        boolean first = queue.isEmpty();
        queue.add(kept(record));
        if (first) {
            LockSupport.unpark(writer);
        }
    }

    /** Somebody waits until it is written or kept. */
    CompletableFuture<Void> keep(TrailRecord record) {
        return awaited(kept(record));
    }

    /** Somebody waits until it is written, or goes without it. */
    CompletableFuture<Void> write(TrailRecord record, BooleanSupplier givenUp) {
        return awaited(new Entry(record, new CompletableFuture<>(), false, givenUp));
    }

    private static Entry kept(TrailRecord record) {
        return new Entry(record, new CompletableFuture<>(), true, () -> false);
    }

    private CompletableFuture<Void> awaited(Entry entry) {
        queue.add(entry);
        awaited = true;
        LockSupport.unpark(writer);
        return entry.done();
    }

    /** No more comes. */
    void close() {
        closed = true;
        LockSupport.unpark(writer);
    }

    /** Whether no more comes and all was taken. */
    boolean isOver() {
        return closed && queue.isEmpty();
    }

    /** Waits until a group is due; what it is may be nothing. Called by the thread that writes. */
    List<Entry> next() {
        writer = Thread.currentThread();
        for (long left = left(); left > 0; left = left()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                closed = true;
            }
        }
        begun = System.nanoTime();
        awaited = false;
        List<Entry> group = new ArrayList<>();
        queue.drainTo(group, GROUP);
        return group;
    }

    /** How long until the next group is due, in nanoseconds. */
    private long left() {
        long apart = queue.isEmpty() ? LOOK : awaited ? APART : APART_UNAWAITED;
        return closed ? 0 : begun + apart - System.nanoTime();
    }
}
