package io.podgate.trail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The file that is written: lines appended in groups and flushed to disk once a group. What is behind the last whole
 * group was never promised to anybody and is cut off. Used by one thread.
 */
final class TrailFile implements Trail {

    private static final Logger LOG = Logger.getLogger(TrailFile.class);
    private static final long NOT_SEEN = -1;
    private static final Object NOT_THERE = "no such file";
    private static final byte[] NEWLINE = {'\n'};

    private final TrailFiles files;
    private final long rotateSize;
    private final InstantSource clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    private long whole = NOT_SEEN;

    /** @param rotateSize in bytes */
    TrailFile(TrailFiles files, long rotateSize, InstantSource clock) {
        this.files = files;
        this.rotateSize = rotateSize;
        this.clock = clock;
    }

    @Override
    public void open() throws IOException {
        opened();
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open != null && isThere()) {
            return open;
        }
        close();
        Files.createDirectories(files.directory());
        open = FileChannel.open(
                files.current(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            makeWhole(open);
            flush(files.directory());
        } catch (IOException e) {
            close(open, e);
            throw e;
        }
        channel = open;
        identity = identity();
        return open;
    }

    /**
     * What was taken away or replaced behind its back takes bytes without a complaint, and nobody will ever read them.
     */
    private boolean isThere() throws IOException {
        if (Objects.equals(identity, identity())) {
            return true;
        }
        LOG.warnf("%s was taken away; it is begun anew", files.current());
        whole = NOT_SEEN;
        return false;
    }

    private @Nullable Object identity() throws IOException {
        try {
            return Files.readAttributes(files.current(), BasicFileAttributes.class)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return NOT_THERE;
        }
    }

    /** After a failure this run knows how far it was; at its start it looks for the last end of line. */
    private void makeWhole(FileChannel open) throws IOException {
        if (whole != NOT_SEEN && whole < open.size()) {
            open.truncate(whole);
        } else {
            cutTornTail(open);
        }
        whole = open.size();
        open.position(whole);
    }

    private void cutTornTail(FileChannel open) throws IOException {
        long end = Lines.backFrom(open, open.size()).next().map(Line::end).orElse(0L);
        if (end == open.size()) {
            return;
        }
        ByteBuffer torn = ByteBuffer.allocate((int) (open.size() - end));
        open.read(torn, end);
        Path aside = files.tornAt(clock.instant());
        Files.write(aside, torn.array());
        open.truncate(end);
        open.force(false);
        LOG.warnf("the trail ended in a torn record of %d bytes, which is in %s now", torn.capacity(), aside);
    }

    @Override
    public String head() throws IOException {
        for (FileChannel file : files.open()) {
            try (file) {
                var last = Lines.backFrom(file, file.size()).next();
                if (last.isPresent()) {
                    return Chain.digest(last.get().text());
                }
            }
        }
        return Chain.NOTHING_BEFORE;
    }

    @Override
    public boolean full() {
        return whole >= rotateSize;
    }

    @Override
    public void append(List<byte[]> lines) throws IOException {
        FileChannel to = opened();
        if (full()) {
            to = rotated(to);
        }
        buffer.clear();
        try {
            for (byte[] line : lines) {
                put(line, to);
                put(NEWLINE, to);
            }
            drain(to);
            to.force(false);
            whole = to.size();
        } catch (IOException e) {
            cutBack(to, e);
            throw e;
        }
    }

    private void put(byte[] bytes, FileChannel to) throws IOException {
        int put = 0;
        while (put < bytes.length) {
            if (!buffer.hasRemaining()) {
                drain(to);
            }
            int next = Math.min(buffer.remaining(), bytes.length - put);
            buffer.put(bytes, put, next);
            put += next;
        }
    }

    private void drain(FileChannel to) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        buffer.clear();
    }

    private FileChannel rotated(FileChannel full) throws IOException {
        files.rotate(clock.instant());
        channel = null;
        whole = NOT_SEEN;
        full.close();
        return opened();
    }

    /** A torn line must not become the beginning of the next one. */
    private void cutBack(FileChannel to, IOException why) {
        try {
            to.truncate(whole);
            to.position(whole);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** A name in a directory is durable only when the directory is. */
    private static void flush(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** The next append opens it anew. */
    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debugf(e, "closing %s", files.current());
            }
        }
    }

    private static void close(FileChannel open, IOException why) {
        try {
            open.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
