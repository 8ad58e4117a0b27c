package io.podgate.trail;

import io.podgate.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Records that the trail could not take, until it can. They survive the process where their own file can be written;
 * where not even that can, they are said on standard error and kept in memory, as many as fit. Used by one thread.
 */
public final class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final int HELD = 10_000;
    private static final String FLAG = "spooled";

    private final Path file;
    private final List<TrailRecord> held = new ArrayList<>();
    private boolean filled;

    /** @param file where records wait; made when the first has to */
    public Spool(Path file) {
        this.file = file.toAbsolutePath();
        this.filled = Files.exists(this.file);
    }

    /** Keeps the records as well as it can. */
    public void add(List<TrailRecord> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (TrailRecord record : records) {
            lines.writeBytes(record.loose());
            lines.write('\n');
        }
        try {
            append(lines.toByteArray());
            filled = true;
            LOG.errorf("%d records of the trail wait in %s", records.size(), file);
        } catch (IOException e) {
            LOG.errorf("%s cannot be written either (%s); the records follow on standard error", file, e.getMessage());
            System.err.writeBytes(lines.toByteArray());
            records.stream().limit(Math.max(0, HELD - held.size())).forEach(held::add);
        }
    }

    private void append(byte[] lines) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (FileChannel to = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long whole = to.size();
            ByteBuffer out = ByteBuffer.wrap(lines);
            try {
                while (out.hasRemaining()) {
                    to.write(out);
                }
                to.force(false);
            } catch (IOException e) {
                to.truncate(whole);
                throw e;
            }
        }
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return !filled && held.isEmpty();
    }

    /** What waits, oldest first, flagged as having waited. Fails where its file cannot be read. */
    public List<TrailRecord> waiting() throws IOException {
        if (isEmpty()) {
            return List.of();
        }
        List<TrailRecord> waiting = new ArrayList<>();
        for (Json.Obj record : inFile()) {
            TrailRecord.of(record).map(loose -> loose.flagged(FLAG)).ifPresent(waiting::add);
        }
        held.forEach(record -> waiting.add(record.flagged(FLAG)));
        return waiting;
    }

    private List<Json.Obj> inFile() throws IOException {
        List<Json.Obj> records = new ArrayList<>();
        if (!filled) {
            return records;
        }
        try (var in = Files.newInputStream(file)) {
            Lines lines = Lines.from(in);
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                line.get().object().ifPresent(records::add);
            }
        } catch (NoSuchFileException e) {
            LOG.warnf("%s is gone, and what was in it", file);
        }
        return records;
    }

    /**
     * Whether the trail has it already: a process may have ended between merging and forgetting. What is merged is
     * merged in one group, so that the first record tells of all.
     *
     * @param group how many records may have been written behind it in the same group
     */
    boolean isIn(TrailFiles files, int group) throws IOException {
        List<TrailRecord> waiting = waiting();
        if (waiting.isEmpty()) {
            return false;
        }
        byte[] first = waiting.getFirst().loose();
        boolean found = false;
        for (FileChannel channel : files.open()) {
            try (channel) {
                Lines lines = Lines.backFrom(channel, channel.size());
                for (int left = waiting.size() + group; left > 0 && !found; left--) {
                    Optional<Line> line = lines.next();
                    if (line.isEmpty()) {
                        break;
                    }
                    found = line.flatMap(Line::object)
                            .flatMap(TrailRecord::of)
                            .filter(record -> Arrays.equals(record.loose(), first))
                            .isPresent();
                }
            }
        }
        return found;
    }

    /** All that waited is in the trail. */
    public void clear() {
        held.clear();
        if (filled) {
            filled = false;
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.errorf("%s is in the trail by now and cannot be removed: %s", file, e.getMessage());
            }
        }
    }
}
