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
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The trail as JSON Lines in files. Records are queued by whoever decides, and chained and written in order and in
 * groups by the one thread that owns the file. What cannot be written goes to the spool and is counted; meanwhile the
 * trail says that it is not recording, and the thread keeps trying.
 */
public final class AuditWriter implements Journal, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AuditWriter.class);

    private final Intake intake = new Intake();
    private final LastPolicy lastPolicy = new LastPolicy();
    private final DecisionRecord records;
    private final Optional<TrailFiles> files;
    private final Run run;
    private final Retention retention;
    private final TrailListener listener;
    private final InstantSource clock;
    private final Thread writer;
    private boolean failing;
    private volatile boolean recording;

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
        if (intake.isFull()) {
            listener.failed(1);
            LOG.errorf("more records wait than the trail can take; lost is %s", new String(record.loose(), UTF_8));
        } else {
            offer(record);
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
            case Event.SignedIn signedIn -> offer(EventRecord.of(signedIn));
            case Event.Frozen frozen -> offer(EventRecord.of(frozen));
            case Event.LandedLate landed -> offer(EventRecord.of(landed));
        }
    }

    @Override
    public void offer(TrailRecord record) {
        intake.add(record);
    }

    @Override
    public CompletableFuture<Void> keep(TrailRecord record) {
        return intake.keep(record);
    }

    @Override
    public CompletableFuture<Void> append(TrailRecord record, BooleanSupplier givenUp) {
        if (!recording || intake.isFull()) {
            return CompletableFuture.failedFuture(new IOException(
                    recording ? "more records wait than the trail can take" : "the audit trail cannot be written"));
        }
        return intake.write(record, givenUp);
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
        intake.close();
        writer.join();
        run.said("ends");
        run.close();
    }

    private void write() {
        while (!intake.isOver()) {
            write(intake.next());
        }
    }

    private void write(List<Intake.Entry> all) {
        List<Intake.Entry> group = wanted(all);
        try {
            run.append(group.stream().map(Intake.Entry::record).toList());
            working();
            group.forEach(Intake.Entry::finish);
        } catch (IOException | RuntimeException e) {
            broken(group, e);
        }
    }

    private static List<Intake.Entry> wanted(List<Intake.Entry> all) {
        List<Intake.Entry> wanted = new ArrayList<>();
        for (Intake.Entry entry : all) {
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

    private void broken(List<Intake.Entry> group, Exception why) {
        if (!failing) {
            LOG.errorf("podgate.audit.file cannot be written: %s", why);
        }
        failing = true;
        recording = false;
        run.close();
        if (!group.isEmpty()) {
            listener.failed(group.size());
            List<Intake.Entry> kept = group.stream().filter(Intake.Entry::kept).toList();
            if (!kept.isEmpty()) {
                run.keep(kept.stream().map(Intake.Entry::record).toList());
                kept.forEach(Intake.Entry::finish);
            }
            group.forEach(entry -> entry.fail(String.valueOf(why.getMessage())));
        }
    }
}
