package io.podgate.trail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/** Whole lines of a file, one after the other, from its beginning or from its end. */
interface Lines {

    /** Empty behind the last. */
    Optional<Line> next() throws IOException;

    /** From the beginning. What stands behind the last end of line is no line; {@link Forward#rest} has it. */
    static Forward from(InputStream in) {
        return new Forward(in);
    }

    /** From the last end of line before this place backwards. */
    static Lines backFrom(FileChannel file, long end) {
        return new Backward(file, end);
    }

    /** Reads a stream. */
    final class Forward implements Lines {

        private final InputStream in;
        private final byte[] block = new byte[1 << 16];
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private int at;
        private int filled;
        private long start;

        private Forward(InputStream in) {
            this.in = in;
        }

        @Override
        public Optional<Line> next() throws IOException {
            while (at < filled || fill()) {
                int end = at;
                while (end < filled && block[end] != '\n') {
                    end++;
                }
                begun.write(block, at, end - at);
                at = end;
                if (end < filled) {
                    at++;
                    return Optional.of(taken());
                }
            }
            return Optional.empty();
        }

        private Line taken() {
            Line line = new Line(start, begun.toByteArray());
            start = line.end();
            begun.reset();
            return line;
        }

        private boolean fill() throws IOException {
            at = 0;
            filled = Math.max(0, in.read(block));
            return filled > 0;
        }

        /** How many bytes stand behind the last whole line. */
        int rest() {
            return begun.size();
        }
    }

    /** Reads a file that may grow meanwhile. */
    final class Backward implements Lines {

        private static final int BLOCK = 1 << 16;

        private final FileChannel file;
        private byte[] window = new byte[0];
        private long windowAt;
        private int end;
        private boolean aligned;

        private Backward(FileChannel file, long end) {
            this.file = file;
            this.windowAt = end;
        }

        @Override
        public Optional<Line> next() throws IOException {
            if (!aligned) {
                end = endOfLineBefore(window.length) + 1;
                aligned = true;
            }
            if (windowAt + end <= 0) {
                return Optional.empty();
            }
            int before = endOfLineBefore(end - 1);
            byte[] text = Arrays.copyOfRange(window, before + 1, end - 1);
            end = before + 1;
            return Optional.of(new Line(windowAt + end, text));
        }

        /** Where in the window the nearest end of line before a place in it is; -1 at the beginning of the file. */
        private int endOfLineBefore(int place) throws IOException {
            int at = place - 1;
            while (true) {
                while (at >= 0 && window[at] != '\n') {
                    at--;
                }
                if (at >= 0 || windowAt == 0) {
                    return at;
                }
                int more = widen();
                at += more;
            }
        }

        /** What was handed out already need not be kept. */
        private int widen() throws IOException {
            int more = (int) Math.min(BLOCK, windowAt);
            int kept = aligned ? end : window.length;
            ByteBuffer read = ByteBuffer.allocate(more + kept).limit(more);
            while (read.hasRemaining()) {
                if (file.read(read, windowAt - more + read.position()) < 0) {
                    throw new IOException("the file has become shorter");
                }
            }
            byte[] wider = read.array();
            System.arraycopy(window, 0, wider, more, kept);
            window = wider;
            windowAt -= more;
            end += aligned ? more : 0;
            return more;
        }
    }
}
