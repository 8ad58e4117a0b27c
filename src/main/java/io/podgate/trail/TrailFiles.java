package io.podgate.trail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trail's files by their names: the one that is written, and beside it those that were rotated, each named by the
 * moment at which it was: {@code audit.jsonl}, {@code audit-20261123T193743759Z.jsonl}.
 */
record TrailFiles(Path current) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * A file that is not written any more.
     *
     * @param until when it was rotated: nothing in it is younger
     */
    record Rotated(Path path, Instant until) {}

    static TrailFiles at(Path file) {
        return new TrailFiles(file.toAbsolutePath());
    }

    Path directory() {
        return current.resolveSibling("");
    }

    /** Oldest first. */
    List<Rotated> rotated() throws IOException {
        try (Stream<Path> beside = Files.list(directory())) {
            return beside.flatMap(path -> rotated(path).stream())
                    .sorted(Comparator.comparing(Rotated::until))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Optional<Rotated> rotated(Path path) {
        String name = path.getFileName().toString();
        if (!name.startsWith(stem() + "-") || !name.endsWith(extension())) {
            return Optional.empty();
        }
        try {
            String moment = name.substring(
                    stem().length() + 1, name.length() - extension().length());
            return Optional.of(new Rotated(path, MOMENT.parse(moment, Instant::from)));
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Gives the file that was written its place among the others, behind them whatever the clock says. */
    void rotate(Instant now) throws IOException {
        List<Rotated> others = rotated();
        Instant moment = others.isEmpty() || others.getLast().until().isBefore(now.minusMillis(1))
                ? now
                : others.getLast().until().plusMillis(1);
        Files.move(current, current.resolveSibling(stem() + "-" + MOMENT.format(moment) + extension()));
    }

    /** All that can be opened, newest first. Whoever gets them closes them. */
    List<FileChannel> open() throws IOException {
        List<FileChannel> opened = new ArrayList<>();
        openInto(opened, current); // first, so that one that is rotated meanwhile is there twice rather than not at all
        for (Rotated file : rotated().reversed()) {
            openInto(opened, file.path());
        }
        return opened;
    }

    private static void openInto(List<FileChannel> opened, Path path) throws IOException {
        try {
            opened.add(FileChannel.open(path, StandardOpenOption.READ));
        } catch (NoSuchFileException e) { // rotated or removed at this very moment
        }
    }

    /** Where a torn tail is put aside. */
    Path tornAt(Instant now) {
        return current.resolveSibling(current.getFileName() + ".torn-" + MOMENT.format(now));
    }

    private String stem() {
        String name = current.getFileName().toString();
        return name.substring(0, name.length() - extension().length());
    }

    private String extension() {
        String name = current.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }
}
