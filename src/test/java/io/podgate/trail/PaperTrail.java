package io.podgate.trail;

import io.podgate.admission.Decision;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Event;
import io.podgate.admission.Timing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A process's trail on a disk that outlives it: records wait in memory, are written in groups, and go to a spool while
 * they cannot be. It keeps the promises of the real one without its thread and its files.
 */
public final class PaperTrail implements Journal {

    private final Disk disk;
    private final DecisionRecord records;
    private final Timing timing;
    private final CompletableFuture<Recovery> recovered = new CompletableFuture<>();
    private List<Entry> queue = new ArrayList<>();
    private boolean writing;
    private boolean recording = true;

    private record Entry(TrailRecord record, CompletableFuture<Void> done, boolean kept, BooleanSupplier givenUp) {}

    /** What stays when a process ends, and how well it can be written to. */
    public static final class Disk {

        private final List<byte[]> lines = new ArrayList<>();
        private final List<byte[]> spool = new ArrayList<>();
        private final Supplier<Optional<Duration>> writes;

        /** @param writes how long the next group takes; empty where it fails */
        public Disk(Supplier<Optional<Duration>> writes) {
            this.writes = writes;
        }

        /** What is durable, oldest first, the spool's at the end. */
        public List<byte[]> lines() {
            List<byte[]> all = new ArrayList<>(lines);
            all.addAll(spool);
            return all;
        }

        /** How many lines there are. */
        public int size() {
            return lines.size() + spool.size();
        }
    }

    public PaperTrail(Disk disk, EnvDigest digest, Timing timing) {
        this.disk = disk;
        this.records = new DecisionRecord(digest);
        this.timing = timing;
        Recovery left = new Recovery();
        disk.lines().forEach(line -> left.see(new Line(0, line)));
        recovered.complete(left);
    }

    @Override
    public boolean recording() {
        return recording;
    }

    @Override
    public void record(Decision decision) {
        offer(records.result(decision));
    }

    @Override
    public void record(Event event) {
        offer(EventRecord.of(event));
    }

    @Override
    public void offer(TrailRecord record) {
        var _ = keep(record);
    }

    @Override
    public CompletableFuture<Void> keep(TrailRecord record) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue(new Entry(record, done, true, () -> false));
        return done;
    }

    @Override
    public CompletableFuture<Void> append(TrailRecord record, BooleanSupplier givenUp) {
        if (!recording) {
            return CompletableFuture.failedFuture(new IOException("the audit trail cannot be written"));
        }
        CompletableFuture<Void> durable = new CompletableFuture<>();
        queue(new Entry(record, durable, false, givenUp));
        return durable;
    }

    private void queue(Entry entry) {
        queue.add(entry);
        if (!writing) {
            write();
        }
    }

    private void write() {
        writing = true;
        List<Entry> group = queue;
        queue = new ArrayList<>();
        Optional<Duration> takes = disk.writes.get();
        later(takes.orElse(Duration.ofMillis(5)), () -> {
            List<Entry> wanted = wanted(group);
            if (takes.isPresent()) {
                written(wanted);
            } else {
                broken(wanted);
            }
            if (recording && queue.isEmpty()) {
                writing = false;
            } else {
                later(recording ? Duration.ZERO : Duration.ofSeconds(1), this::write);
            }
        });
    }

    private static List<Entry> wanted(List<Entry> group) {
        List<Entry> wanted = new ArrayList<>();
        for (Entry entry : group) {
            if (entry.givenUp().getAsBoolean()) {
                entry.done().completeExceptionally(new IOException("nobody waits for it any more"));
            } else {
                wanted.add(entry);
            }
        }
        return wanted;
    }

    private void written(List<Entry> group) {
        disk.lines.addAll(disk.spool);
        disk.spool.clear();
        group.forEach(entry -> disk.lines.add(entry.record().loose()));
        recording = true;
        group.forEach(this::finish);
    }

    private void broken(List<Entry> group) {
        recording = false;
        for (Entry entry : group) {
            if (entry.kept()) {
                disk.spool.add(entry.record().loose());
                finish(entry);
            } else {
                entry.done().completeExceptionally(new IOException("the disk is full"));
            }
        }
    }

    private void finish(Entry entry) {
        timing.soon(() -> entry.done().complete(null));
    }

    private void later(Duration time, Runnable work) {
        timing.pause(time).subscribe().with(over -> work.run());
    }

    @Override
    public CompletableFuture<Recovery> recovered() {
        return recovered;
    }

    @Override
    public DecisionLog log(Predicate<String> pending) {
        return new NoLog();
    }

    @Override
    public void needing(Supplier<Optional<Instant>> oldest) {}

    @Override
    public Executor home() {
        return timing::soon;
    }
}
