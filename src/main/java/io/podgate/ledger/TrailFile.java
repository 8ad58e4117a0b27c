package io.podgate.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file behind the trail: lines appended in groups and flushed to disk once a group. Used by one thread. */
final class TrailFile implements AutoCloseable {

    private final Optional<Path> path;
    private @Nullable FileChannel channel;
    private @Nullable OutputStream out;

    /** @param path empty for standard output */
    TrailFile(Optional<Path> path) {
        this.path = path;
    }

    /** Opens where it is not open yet; a new attempt after a failure may succeed. */
    void open() throws IOException {
        if (out != null) {
            return;
        }
        if (path.isEmpty()) {
            out = System.out;
            return;
        }
        Path file = path.get().toAbsolutePath();
        Files.createDirectories(file.getParent());
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel = opened;
        out = new BufferedOutputStream(Channels.newOutputStream(opened), 1 << 16);
    }

    void append(List<byte[]> lines) throws IOException {
        open();
        OutputStream to = out;
        if (to == null) {
            throw new IOException("not open");
        }
        long whole = channel == null ? 0 : channel.size();
        try {
            for (byte[] line : lines) {
                to.write(line);
                to.write('\n');
            }
            to.flush();
            if (channel != null) {
                channel.force(false);
            }
        } catch (IOException e) {
            cutBackTo(whole, e);
            throw e;
        }
    }

    /** A torn line must not become the beginning of the next one. */
    private void cutBackTo(long whole, IOException why) {
        try {
            if (channel != null) {
                channel.truncate(whole);
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** What it could not write is lost; the next append opens it anew. */
    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
