package io.podgate.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podgate.admission.Decision;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Event;
import io.podgate.admission.TrailListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The trail as JSON Lines in files. Records are queued by whoever decides, and chained and written in order and in
 * groups by the one thread that owns the file. A flush costs the same however much it takes along, so there is a short
 * while from one to the next, and a longer one where nobody waits for what is queued. What cannot be written goes to
 * the spool and is counted; meanwhile the trail says that it is not recording, and the thread keeps trying.
 */
public final class AuditWriter implements Journal, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AuditWriter.class);
    private static final int QUEUED = 10_000;
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
    private record Entry(TrailRecord record, CompletableFuture<Void> done, boolean kept, BooleanSupplier givenUp) {

        static Entry kept(TrailRecord record) {
            return new Entry(record, new CompletableFuture<>(), true, () -> false);
        }

        void finish() {
            done.complete(null);
        }

        void fail(String why) {
            done.completeExceptionally(new IOException(why));
        }
    }

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final LastPolicy lastPolicy = new LastPolicy();
    private final DecisionRecord records;
    private final Optional<TrailFiles> files;
    private final Run run;
    private final Retention retention;
    private final TrailListener listener;
    private final InstantSource clock;
    private final Thread writer;
    private long begun = System.nanoTime() - LOOK;
    private boolean failing;
    private volatile boolean awaited;
    private volatile boolean recording;
    private volatile boolean closing;

    /** Opens the file, mends its end, and starts writing. */
    public AuditWriter(AuditConfig config, EnvDigest digest, TrailListener listener, InstantSource clock) {
        this(config, files(config), digest, listener, clock, trail(config, clock));
    }

    AuditWriter(
            AuditConfig config,
            Optional<TrailFiles> files,
            EnvDigest digest,
            TrailListener listener,
            InstantSource clock,
            Trail trail) {
        this.records = new DecisionRecord(digest);
        this.files = files;
        Heads heads = new Heads(listener, clock);
        this.run = new Run(trail, files, new Spool(Path.of(config.spool()), listener), heads, lastPolicy, clock);
        this.retention = new Retention(files, config.retain());
        this.listener = listener;
        this.clock = clock;
        write(List.of());
        this.writer = Thread.ofPlatform().name("podgate-trail").start(this::write);
    }

    private static Optional<TrailFiles> files(AuditConfig config) {
        return config.file().equals("-") ? Optional.empty() : Optional.of(TrailFiles.at(Path.of(config.file())));
    }

    private static Trail trail(AuditConfig config, InstantSource clock) {
        Optional<TrailFiles> files = files(config);
        if (files.isEmpty()) {
            LOG.warn("podgate.audit.file is standard output: records cannot be flushed to disk");
            return new Trail.Printed(System.out);
        }
        return new TrailFile(files.get(), config.rotateSize().asLongValue(), clock);
    }

    @Override
    public boolean recording() {
        return recording;
    }

    @Override
    public void record(Decision decision) {
        TrailRecord record = records.result(decision);
        if (queue.size() < QUEUED) {
            offer(record);
        } else {
            listener.failed(1);
            LOG.errorf("more records wait than the trail can take; lost is %s", new String(record.loose(), UTF_8));
        }
    }

    @Override
    public void record(Event event) {
        switch (event) {
            case Event.PolicyInForce policy -> {
                if (lastPolicy.isNews(policy)) {
                    offer(EventRecord.of(policy));
                }
            }
            case Event.Settled settled -> offer(EventRecord.of(settled));
            case Event.LandedLate landed -> offer(EventRecord.of(landed));
        }
    }

    @Override
    public void offer(TrailRecord record) {
        boolean first = queue.isEmpty();
        queue.add(Entry.kept(record));
        if (first) {
            LockSupport.unpark(writer);
        }
    }

    @Override
    public CompletableFuture<Void> keep(TrailRecord record) {
        Entry entry = Entry.kept(record);
        queueAwaited(entry);
        return entry.done();
    }

    @Override
    public CompletableFuture<Void> append(TrailRecord record, BooleanSupplier givenUp) {
        if (!recording || queue.size() >= QUEUED) {
            return CompletableFuture.failedFuture(new IOException(
                    recording ? "more records wait than the trail can take" : "the audit trail cannot be written"));
        }
        CompletableFuture<Void> durable = new CompletableFuture<>();
        queueAwaited(new Entry(record, durable, false, givenUp));
        return durable;
    }

    private void queueAwaited(Entry entry) {
        queue.add(entry);
        awaited = true;
        LockSupport.unpark(writer);
    }

    @Override
    public CompletableFuture<Recovery> recovered() {
        return run.recovered();
    }

    @Override
    public DecisionLog log(Predicate<String> pending) {
        return files.<DecisionLog>map(known -> new FileLog(known, pending)).orElseGet(NoLog::new);
    }

    @Override
    public void needing(Supplier<Optional<Instant>> oldest) {
        retention.needing(oldest);
    }

    /** Writes what is queued, then lets go of the file. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(writer);
        writer.join();
        run.said("ends");
        run.close();
    }

    private void write() {
        while (!closing || !queue.isEmpty()) {
            write(nextGroup());
        }
    }

    private List<Entry> nextGroup() {
        for (long left = left(); left > 0; left = left()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                closing = true;
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
        return closing ? 0 : begun + apart - System.nanoTime();
    }

    private void write(List<Entry> all) {
        List<Entry> group = wanted(all);
        try {
            run.append(group.stream().map(Entry::record).toList());
            working();
            group.forEach(Entry::finish);
        } catch (IOException | RuntimeException e) {
            broken(group, e);
        }
    }

    private static List<Entry> wanted(List<Entry> all) {
        List<Entry> wanted = new ArrayList<>();
        for (Entry entry : all) {
            if (entry.givenUp().getAsBoolean()) {
                entry.fail("nobody waits for it any more");
            } else {
                wanted.add(entry);
            }
        }
        return wanted;
    }

    private void working() throws IOException {
        if (failing) {
            run.said("is being written again and stands");
        }
        run.look();
        failing = false;
        recording = true;
        retention.apply(clock.instant());
    }

    private void broken(List<Entry> group, Exception why) {
        if (!failing) {
            LOG.errorf("podgate.audit.file cannot be written: %s", why);
        }
        failing = true;
        recording = false;
        run.close();
        if (!group.isEmpty()) {
            listener.failed(group.size());
            List<Entry> kept = group.stream().filter(Entry::kept).toList();
            if (!kept.isEmpty()) {
                run.keep(kept.stream().map(Entry::record).toList());
                kept.forEach(Entry::finish);
            }
            group.forEach(entry -> entry.fail(String.valueOf(why.getMessage())));
        }
    }
}
