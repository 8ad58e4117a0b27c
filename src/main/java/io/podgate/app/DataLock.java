package io.podgate.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The data directory as one process's alone, as long as that lives: two writers of one trail, or of one spool, would
 * break it, whatever the store is.
 */
final class DataLock implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DataLock.class);

    private final Optional<FileChannel> held;

    private DataLock(Optional<FileChannel> held) {
        this.held = held;
    }

    /**
     * Throws a {@link ConfigurationException} where another process has it. A directory that cannot be written to, or
     * whose file system knows no locks, is not held.
     */
    static DataLock of(Path dir) {
        Path file = dir.toAbsolutePath().resolve("lock");
        try {
            Files.createDirectories(dir);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new ConfigurationException("podgate.data.dir: " + dir.toAbsolutePath()
                        + " is another gateway's that is running; each needs a directory of its own");
            }
            return new DataLock(Optional.of(channel));
        } catch (IOException e) {
            LOG.warnf(
                    "%s cannot be locked (%s): see to it that no other gateway uses that directory",
                    file, e.getMessage());
            return new DataLock(Optional.empty());
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // another gateway in this very process
            return false;
        }
    }

    /** The file stays: whoever removed it might remove another's. */
    @Override
    public void close() throws IOException {
        if (held.isPresent()) {
            held.get().close();
        }
    }
}
