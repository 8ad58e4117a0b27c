package io.podgate.ledger;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.TrailListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The trail as JSON Lines in one file. Records are queued by whoever decides and written, in order and in groups, by
 * the one thread that owns the file. What cannot be written goes to the log, whole, and is counted; meanwhile the trail
 * says that it is not recording, and the thread keeps trying.
 */
public final class AuditWriter implements AuditTrail, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AuditWriter.class);
    private static final int QUEUED = 10_000;
    private static final int GROUP = 1_000;
    private static final long LOOK_SECONDS = 1;

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED);
    private final DecisionRecord record;
    private final TrailFile file;
    private final TrailListener listener;
    private final Thread writer;
    private volatile boolean recording;
    private volatile boolean closing;

    /**
     * Opens the file and starts writing.
     *
     * @param path the file, or {@code -} for standard output
     */
    public AuditWriter(String path, EnvDigest digest, TrailListener listener) {
        this.record = new DecisionRecord(digest);
        this.file = new TrailFile(path.equals("-") ? Optional.empty() : Optional.of(Path.of(path)));
        this.listener = listener;
        if (path.equals("-")) {
            LOG.warn("podgate.audit.file is standard output: records cannot be flushed to disk");
        }
        this.recording = opens();
        this.writer = Thread.ofPlatform().name("podgate-trail").start(this::write);
    }

    @Override
    public boolean recording() {
        return recording;
    }

    @Override
    public void record(Decision decision) {
        byte[] line = record.result(decision).loose();
        if (!queue.offer(line)) {
            lost(List.of(line), "the queue is full");
        }
    }

    /** Writes what is queued, then lets go of the file. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        writer.join();
        file.close();
    }

    private void write() {
        while (!closing || !queue.isEmpty()) {
            List<byte[]> group = nextGroup();
            try {
                if (group.isEmpty()) {
                    file.open();
                } else {
                    file.append(group);
                }
                recovered();
            } catch (IOException | UncheckedIOException e) {
                broken(group, e);
            }
        }
    }

    private List<byte[]> nextGroup() {
        List<byte[]> group = new ArrayList<>();
        try {
            byte[] first = queue.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, GROUP - 1);
            }
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
        return group;
    }

    private boolean opens() {
        try {
            file.open();
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.errorf("podgate.audit.file cannot be written: %s", e.getMessage());
            return false;
        }
    }

    private void recovered() {
        if (!recording) {
            LOG.info("the audit trail is being written again");
            recording = true;
        }
    }

    private void broken(List<byte[]> group, Exception why) {
        recording = false;
        file.close();
        if (!group.isEmpty()) {
            lost(group, String.valueOf(why.getMessage()));
        }
    }

    private void lost(List<byte[]> lines, String why) {
        listener.failed(lines.size());
        LOG.errorf("podgate.audit.file cannot be written (%s); the records follow", why);
        lines.forEach(line -> LOG.error(new String(line, java.nio.charset.StandardCharsets.UTF_8)));
    }
}
