package io.podgate.trail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All lines of the trail, newest first, file by file. A place in it is named by the file's first line, which stays what
 * it is when the file is rotated, and by where the line begins.
 */
final class Backwards implements Lines, AutoCloseable {

    /** How much of the first line's digest names a file. */
    private static final int NAME = 16;

    private final Deque<FileChannel> files;
    private final Set<String> seen = new HashSet<>();
    private Optional<Place> from;
    private @Nullable Lines lines;
    private String file = "";
    private long at;

    private record Place(String file, long before) {

        private static final Predicate<String> FORM =
                Pattern.compile("[0-9a-f]{" + NAME + "}:[0-9]{1,18}").asMatchPredicate();

        /** Empty where nobody gave it out. */
        static Optional<Place> in(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
                return FORM.test(text)
                        ? Optional.of(new Place(text.substring(0, NAME), Long.parseLong(text.substring(NAME + 1))))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((file + ":" + before).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Backwards(Deque<FileChannel> files, Optional<Place> from) {
        this.files = files;
        this.from = from;
    }

    /** @param cursor of the line to go on behind; where it is none, or its file is gone, there is nothing behind it */
    static Backwards from(TrailFiles files, Optional<String> cursor) throws IOException {
        Optional<Place> from = cursor.flatMap(Place::in);
        return cursor.isPresent() && from.isEmpty()
                ? new Backwards(new ArrayDeque<>(), from)
                : new Backwards(new ArrayDeque<>(files.open()), from);
    }

    /** Whether a text has the form of a cursor. */
    static boolean isPlace(String cursor) {
        return Place.in(cursor).isPresent();
    }

    @Override
    public Optional<Line> next() throws IOException {
        while (true) {
            Lines open = lines == null ? nextFile() : lines;
            if (open == null) {
                return Optional.empty();
            }
            lines = open;
            Optional<Line> line = open.next();
            if (line.isPresent()) {
                at = line.get().start();
                return line;
            }
            lines = null;
            files.remove().close();
        }
    }

    /** Null behind the last. */
    private @Nullable Lines nextFile() throws IOException {
        while (!files.isEmpty()) {
            FileChannel channel = files.element();
            String name = firstLine(channel);
            boolean wanted = from.isEmpty() || from.get().file().equals(name);
            if (wanted && seen.add(name)) {
                long end = Math.clamp(from.map(Place::before).orElse(Long.MAX_VALUE), 0, channel.size());
                from = Optional.empty();
                file = name;
                return Lines.backFrom(channel, end);
            }
            files.remove().close();
        }
        return null;
    }

    private static String firstLine(FileChannel channel) throws IOException {
        channel.position(0);
        return Lines.from(new BufferedInputStream(Channels.newInputStream(channel)))
                .next()
                .map(line -> Chain.digest(line.text()).substring(0, NAME))
                .orElse("");
    }

    /** The cursor of the line that was handed out last. */
    String here() {
        return new Place(file, at).cursor();
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : files) {
            channel.close();
        }
    }
}
