package io.podgate.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Removes files that are older than they have to be kept, but none that idempotency or an unfinished intent may still
 * need. Used by one thread.
 */
final class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final Optional<TrailFiles> files;
    private final Duration retain;
    private volatile Supplier<Optional<Instant>> oldestNeeded = Optional::empty;
    private Instant next = Instant.MIN;

    Retention(Optional<TrailFiles> files, Duration retain) {
        this.files = files;
        this.retain = retain.compareTo(Recovery.DAY) < 0 ? Recovery.DAY : retain;
    }

    void needing(Supplier<Optional<Instant>> oldest) {
        oldestNeeded = oldest;
    }

    /** Looks every few minutes. */
    void apply(Instant now) {
        if (files.isEmpty() || now.isBefore(next)) {
            return;
        }
        next = now.plus(LOOK);
        Instant due = now.minus(retain);
        Instant before = oldestNeeded.get().filter(due::isAfter).orElse(due);
        try {
            for (TrailFiles.Rotated file : files.get().rotated()) {
                if (file.until().isBefore(before)) {
                    Files.deleteIfExists(file.path());
                    LOG.infof("%s is older than podgate.audit.retain and was removed", file.path());
                }
            }
        } catch (IOException e) {
            LOG.warnf("old files of the trail cannot be removed: %s", e.getMessage());
        }
    }
}
