package io.podgate.trail;

import io.podgate.admission.TrailListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Records that the trail could not take, until it can. They survive the process where their own file can be written;
 * where not even that can, they are said on standard error and kept in memory, as many as fit. What the trail never
 * will take, as it is no record or is refused for what it says, is set aside in a file of its own, for people to look
 * at, and does not stand in the way of the others. Safe for use by several threads; one of them merges.
 */
public final class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final int HELD = 10_000;
    private static final String FLAG = "spooled";
    private static final byte[] NEWLINE = {'\n'};

    private final Path file;
    private final Path rejected;
    private final TrailListener listener;
    private final List<TrailRecord> held = new ArrayList<>();
    private boolean filled;
    private int told;
    private int toldHeld;

    /**
     * Holds nothing before the first has to wait.
     *
     * @param file where records wait; made when the first has to
     * @param listener hears of what is set aside
     */
    public Spool(Path file, TrailListener listener) {
        this.file = file.toAbsolutePath();
        this.rejected = this.file.resolveSibling(stem(this.file.getFileName().toString()) + ".rejected");
        this.listener = listener;
        this.filled = Files.exists(this.file);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Keeps the records as well as it can. */
    public synchronized void add(List<TrailRecord> records) {
        byte[] lines = lines(texts(records));
        try {
            append(file, lines);
            filled = true;
            LOG.errorf("%d records of the trail wait in %s", records.size(), file);
        } catch (IOException e) {
            LOG.errorf("%s cannot be written either (%s); the records follow on standard error", file, e.getMessage());
            System.err.writeBytes(lines);
            hold(records);
        }
    }

    private void hold(List<TrailRecord> records) {
        records.stream().limit(Math.max(0, HELD - held.size())).forEach(held::add);
    }

    private static List<byte[]> texts(List<TrailRecord> records) {
        return records.stream().map(TrailRecord::loose).toList();
    }

    private static byte[] lines(List<byte[]> texts) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] text : texts) {
            lines.writeBytes(text);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** A line that a process before this one has left torn does not become the beginning of the next. */
    private static void append(Path path, byte[] lines) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        try (FileChannel to =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long whole = to.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            boolean torn = whole > 0 && to.read(last, whole - 1) == 1 && last.get(0) != '\n';
            ByteBuffer out = ByteBuffer.allocate(lines.length + 1);
            (torn ? out.put(NEWLINE) : out).put(lines).flip();
            to.position(whole);
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
    public synchronized boolean isEmpty() {
        return !filled && held.isEmpty();
    }

    /** What waits, oldest first, flagged as having waited. Fails where its file cannot be read. */
    public synchronized List<TrailRecord> waiting() throws IOException {
        told = 0;
        toldHeld = held.size();
        if (isEmpty()) {
            return List.of();
        }
        List<TrailRecord> waiting = new ArrayList<>();
        inFile().forEach(record -> waiting.add(record.flagged(FLAG)));
        told = waiting.size();
        held.forEach(record -> waiting.add(record.flagged(FLAG)));
        return waiting;
    }

    /** What is no record there is taken out of it. */
    private List<TrailRecord> inFile() throws IOException {
        List<TrailRecord> records = new ArrayList<>();
        List<byte[]> garbled = new ArrayList<>();
        if (!filled) {
            return records;
        }
        try (var in = new SequenceInputStream(Files.newInputStream(file), new ByteArrayInputStream(NEWLINE))) {
            Lines lines = Lines.from(in);
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                byte[] text = line.get().text();
                line.get().object().flatMap(TrailRecord::of).ifPresentOrElse(records::add, () -> garbled.add(text));
            }
        } catch (NoSuchFileException e) {
            LOG.warnf("%s is gone, and what was in it", file);
        }
        garbled.removeIf(line -> line.length == 0);
        if (!garbled.isEmpty()) {
            setAside(garbled, "nobody can read them");
            replace(records);
        }
        return records;
    }

    /** Sets aside what the trail will never take, before it is left out here. */
    public synchronized void reject(List<TrailRecord> refused) throws IOException {
        if (!refused.isEmpty()) {
            setAside(texts(refused), "the trail refuses them for what they say");
        }
    }

    private void setAside(List<byte[]> texts, String why) throws IOException {
        append(rejected, lines(texts));
        listener.failed(texts.size());
        LOG.errorf("%d lines of %s are in %s now, since %s", texts.size(), file, rejected, why);
    }

    /**
     * Whether the trail has it already: a process may have ended between merging and forgetting. What is merged is
     * merged in one group, so that the first record tells of all.
     *
     * @param group how many records may have been written behind it in the same group
     */
    synchronized boolean isIn(TrailFiles files, int group) throws IOException {
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
    void clear() {
        leave(List.of());
    }

    /** All that was said to wait is in the trail or set aside, but for these. */
    public synchronized void leave(List<TrailRecord> left) {
        held.subList(0, toldHeld).clear();
        if (filled || !left.isEmpty()) {
            try {
                List<TrailRecord> rest = new ArrayList<>(left);
                List<TrailRecord> inFile = inFile();
                rest.addAll(inFile.subList(told, inFile.size()));
                replace(rest);
            } catch (IOException e) {
                LOG.errorf("%s is in the trail by now and cannot be removed: %s", file, e.getMessage());
                filled = false;
                hold(left);
            }
        }
    }

    /** All at once, so that nothing is lost where the process ends in the middle. */
    private void replace(List<TrailRecord> records) throws IOException {
        if (records.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            append(fresh, lines(texts(records)));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        filled = !records.isEmpty();
    }
}
