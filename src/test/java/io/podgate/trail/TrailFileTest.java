package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.ledger.Moments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is written. */
class TrailFileTest {

    @TempDir
    private Path directory = Path.of("");

    private final Moments clock = new Moments();

    private TrailFiles files() {
        return TrailFiles.at(directory.resolve("audit.jsonl"));
    }

    private TrailFile file(long rotateSize) {
        return new TrailFile(files(), rotateSize, clock);
    }

    private static List<byte[]> lines(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private String current() throws IOException {
        return Files.readString(directory.resolve("audit.jsonl"));
    }

    @Test
    void a_torn_tail_is_put_aside_and_the_head_is_that_of_the_last_whole_line() throws IOException {
        Files.writeString(directory.resolve("audit.jsonl"), "one\ntwo\nthr");
        try (TrailFile file = file(1_000)) {
            file.open();
            assertEquals("one\ntwo\n", current());
            assertEquals("thr", Files.readString(directory.resolve("audit.jsonl.torn-20261123T090000000Z")));
            assertEquals(Chain.digest("two".getBytes(StandardCharsets.UTF_8)), file.head());
            file.append(lines("three"));
        }
        assertEquals("one\ntwo\nthree\n", current());
    }

    @Test
    void a_file_that_is_nothing_but_torn_becomes_empty() throws IOException {
        Files.writeString(directory.resolve("audit.jsonl"), "x".repeat(200_000));
        try (TrailFile file = file(1_000)) {
            file.open();
            assertEquals("", current());
            assertEquals(Chain.NOTHING_BEFORE, file.head());
        }
    }

    @Test
    void a_tail_that_cannot_be_put_aside_is_not_cut_off() throws IOException {
        Files.writeString(directory.resolve("audit.jsonl"), "one\ntw");
        Files.createDirectory(directory.resolve("audit.jsonl.torn-20261123T090000000Z"));
        try (TrailFile file = file(1_000)) {
            assertThrows(IOException.class, file::open);
            assertEquals("one\ntw", current());
            clock.pass(Duration.ofSeconds(1));
            file.open();
            assertEquals("one\n", current());
        }
    }

    @Test
    void a_full_file_makes_room_for_another_and_the_head_is_found_in_the_older_one() throws IOException {
        try (TrailFile file = file(8)) {
            file.append(lines("one", "two"));
            clock.pass(Duration.ofMillis(5));
            file.append(lines("three"));
            file.append(lines("four"));
            file.append(lines("five"));
        }
        assertEquals(
                List.of("audit-20261123T090000005Z.jsonl", "audit-20261123T090000006Z.jsonl", "audit.jsonl"), names());
        assertEquals("five\n", current());
        Files.delete(directory.resolve("audit.jsonl"));
        try (TrailFile file = file(8)) {
            file.open();
            assertEquals(Chain.digest("four".getBytes(StandardCharsets.UTF_8)), file.head());
        }
    }

    @Test
    void chains_are_whole_across_rotation_and_restart() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (TrailFile file = file(500)) {
                file.open();
                Chain chain = new Chain("run-" + run, file.head());
                for (int i = 0; i < 10; i++) {
                    Chain.Group group = chain.place(List.of(TrailRecord.of("decision", "result", Map.of("number", i))));
                    file.append(group.texts());
                    chain.advance(group);
                    clock.pass(Duration.ofSeconds(1));
                }
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Path> inOrder = new ArrayList<>(
                files().rotated().stream().map(TrailFiles.Rotated::path).toList());
        inOrder.add(files().current());
        assertTrue(inOrder.size() > 5, inOrder.toString());
        for (Path path : inOrder) {
            assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(path));
            all.writeBytes(Files.readAllBytes(path));
        }
        Path together = Files.write(directory.resolve("together"), all.toByteArray());
        ChainCheck.Report.Whole whole = assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(together));
        assertEquals(
                List.of(10L, 10L, 10L),
                whole.chains().stream().map(ChainCheck.Part::records).toList());
    }

    @Test
    void a_file_that_was_taken_away_is_begun_anew() throws IOException {
        try (TrailFile file = file(1_000)) {
            file.append(lines("one"));
            Files.move(directory.resolve("audit.jsonl"), directory.resolve("elsewhere"));
            file.append(lines("two"));
        }
        assertEquals("two\n", current());
        assertEquals("one\n", Files.readString(directory.resolve("elsewhere")));
    }

    @Test
    void what_was_never_promised_is_cut_off_when_the_file_is_opened_again() throws IOException {
        try (TrailFile file = file(1_000)) {
            file.append(lines("one"));
            file.close();
            Files.writeString(directory.resolve("audit.jsonl"), "one\nhalf a group\nand mo");
            file.append(lines("two"));
        }
        assertEquals("one\ntwo\n", current());
    }

    @Test
    void old_files_go_and_those_that_are_needed_stay() throws IOException {
        try (TrailFile file = file(1)) {
            for (int day = 0; day < 5; day++) {
                file.append(lines("day " + day));
                clock.pass(Duration.ofDays(1));
            }
        }
        assertEquals(5, names().size());
        Retention needed = retaining(Duration.ofDays(3));
        needed.needing(() -> Optional.of(clock.instant().minus(Duration.ofDays(30))));
        needed.apply(clock.instant());
        assertEquals(5, names().size());
        retaining(Duration.ofDays(3)).apply(clock.instant());
        assertEquals(
                List.of(
                        "audit-20261125T090000000Z.jsonl",
                        "audit-20261126T090000000Z.jsonl",
                        "audit-20261127T090000000Z.jsonl",
                        "audit.jsonl"),
                names());
        retaining(Duration.ofMinutes(1)).apply(clock.instant());
        assertEquals(
                List.of("audit-20261127T090000000Z.jsonl", "audit.jsonl"), names(), "a day is kept for idempotency");
    }

    private Retention retaining(Duration time) {
        return new Retention(Optional.of(files()), time);
    }
}
