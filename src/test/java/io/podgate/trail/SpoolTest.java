package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the trail, and what does not stand in its way. */
final class SpoolTest {

    @TempDir
    private Path directory;

    private final AtomicInteger failures = new AtomicInteger();
    private SpoolFiles spool;

    @BeforeEach
    void begin() {
        spool = SpoolFiles.in(directory);
    }

    private static TrailRecord read(String text) {
        return new Line(0, Bytes.of(text)).object().flatMap(TrailRecord::of).orElseThrow();
    }

    @Test
    void a_torn_end_of_the_spool_takes_nothing_with_it_that_comes_behind() throws IOException {
        Files.writeString(spool.waiting(), SpoolFiles.TORN);
        Spool waiting = new Spool(spool.waiting(), failures::addAndGet);
        waiting.add(List.of(read(SpoolFiles.denied("one", "2026-11-23T19:37:43Z"))));
        assertEquals(1, waiting.waiting().size());
        assertEquals(1, waiting.waiting().size());
        assertEquals(List.of(SpoolFiles.TORN), Files.readAllLines(spool.rejected()));
        assertEquals(1, failures.get());
    }

    @Test
    void what_has_waited_twice_is_flagged_once() {
        TrailRecord once =
                read(SpoolFiles.denied("one", "2026-11-23T19:37:43Z")).flagged("spooled");
        assertArrayEquals(once.loose(), once.flagged("spooled").loose());
        assertArrayEquals(
                once.loose(),
                read(new String(once.loose(), StandardCharsets.UTF_8))
                        .flagged("spooled")
                        .loose());
    }
}
