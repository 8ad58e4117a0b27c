package io.podgate.policy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of policy files without opening them. Two that are equal, one taken before and one after reading,
 * show that what was read is of one piece.
 *
 * @param generation where Kubernetes' {@code ..data} link points; empty where there is none
 */
record Fingerprint(Optional<String> generation, List<Entry> entries) {

    private static final String DATA_LINK = "..data";

    /** A file, links followed. */
    record Entry(Path path, long size, FileTime modified, Optional<Object> identity) {}

    static Fingerprint of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return new Fingerprint(Optional.empty(), List.of(entry(path)));
        }
        Optional<String> generation = generation(path);
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(path)) {
            entries.add(entry(file));
        }
        return new Fingerprint(generation, List.copyOf(entries));
    }

    /** A directory whose files all change at once, by one link. */
    boolean changesAtOnce() {
        return generation.isPresent();
    }

    private static Optional<String> generation(Path directory) throws IOException {
        Path link = directory.resolve(DATA_LINK);
        return Files.isSymbolicLink(link)
                ? Optional.of(Files.readSymbolicLink(link).toString())
                : Optional.empty();
    }

    /** What begins with a dot is not for us: Kubernetes' own links, and what editors leave behind. */
    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yaml,yml}")) {
            for (Path file : found) {
                if (!file.getFileName().toString().startsWith(".") && !Files.isDirectory(file)) {
                    files.add(file);
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    private static Entry entry(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Entry(
                file, attributes.size(), attributes.lastModifiedTime(), Optional.ofNullable(attributes.fileKey()));
    }
}
