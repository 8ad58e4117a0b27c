package io.podgate.trail;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Where lines of the trail go. Used by one thread. */
interface Trail extends AutoCloseable {

    /** Opens where it is not open yet; a new attempt after a failure may succeed. */
    void open() throws IOException;

    /** The digest of the last line that is there; {@link Chain#NOTHING_BEFORE} where there is none. */
    String head() throws IOException;

    /** All of them, durably; where it fails, none of them. */
    void append(List<byte[]> lines) throws IOException;

    @Override
    void close();

    /** Standard output, which cannot be flushed to disk, nor read again. */
    record Printed(PrintStream out) implements Trail {

        @Override
        public void open() {}

        @Override
        public String head() {
            return Chain.NOTHING_BEFORE;
        }

        @Override
        public void append(List<byte[]> lines) throws IOException {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
            out.flush();
            if (out.checkError()) {
                throw new IOException("standard output is gone");
            }
        }

        @Override
        public void close() {}
    }
}
