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

    private static final String TORN = "{\"kind\":\"decision\",\"phase\":\"res";

    @TempDir
    private Path directory;

    private final AtomicInteger failures = new AtomicInteger();
    private Path spool;
    private Path rejected;

    @BeforeEach
    void begin() {
        spool = directory.resolve("spool.jsonl");
        rejected = directory.resolve("spool.rejected");
    }

    private static String record(String decisionId, String time) {
        return "{\"kind\":\"decision\",\"phase\":\"result\",\"time\":\"" + time + "\",\"decisionId\":\"" + decisionId
                + "\",\"outcome\":\"denied\"}";
    }

    private static TrailRecord read(String text) {
        return new Line(0, Bytes.of(text)).object().flatMap(TrailRecord::of).orElseThrow();
    }

    @Test
    void a_torn_end_of_the_spool_takes_nothing_with_it_that_comes_behind() throws IOException {
        Files.writeString(spool, TORN);
        Spool waiting = new Spool(spool, failures::addAndGet);
        waiting.add(List.of(read(record("one", "2026-11-23T19:37:43Z"))));
        assertEquals(1, waiting.waiting().size());
        assertEquals(1, waiting.waiting().size());
        assertEquals(List.of(TORN), Files.readAllLines(rejected));
        assertEquals(1, failures.get());
    }

    @Test
    void what_has_waited_twice_is_flagged_once() {
        TrailRecord once = read(record("one", "2026-11-23T19:37:43Z")).flagged("spooled");
        assertArrayEquals(once.loose(), once.flagged("spooled").loose());
        assertArrayEquals(
                once.loose(),
                read(new String(once.loose(), StandardCharsets.UTF_8))
                        .flagged("spooled")
                        .loose());
    }
}
