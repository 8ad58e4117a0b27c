package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Outcome;
import io.podgate.admission.TrailListener;
import io.podgate.admission.UpdateRequest;
import io.podgate.admission.Upstream;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.gateway.Logged;
import io.podgate.ledger.Moments;
import io.podgate.policy.Caller;
import io.podgate.policy.Leniency;
import io.podgate.policy.Rate;
import io.podgate.policy.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail's file. */
class AuditWriterTest {

    @TempDir
    private Path directory = Path.of("");

    private final AtomicInteger lost = new AtomicInteger();

    private AuditWriter writer(Path file) {
        return new AuditWriter(
                TrailConfig.in(directory).writing(file.toString()),
                new EnvDigest(() -> new byte[32]),
                lost::addAndGet,
                new Moments());
    }

    private static Decision decision(int number) {
        Caller caller = new Caller(
                "vision-app",
                Role.CALLER,
                Optional.of("vision"),
                Rate.perMinute(1),
                Rate.perMinute(1),
                Optional.empty());
        UpdateRequest request = new UpdateRequest(
                "decision-" + number,
                "request",
                Optional.empty(),
                caller,
                "abc",
                "v2",
                EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES).build(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Deadline.in(Duration.ofSeconds(1)));
        return new Decision(
                request,
                Optional.of("vision"),
                Instant.EPOCH,
                "revision",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Leniency.NONE,
                Optional.empty(),
                new Outcome.NotFound(Optional.empty()),
                Optional.<CallerLimits.Allowance>empty(),
                Upstream.NONE,
                Set.of(),
                Duration.ZERO);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for twenty seconds");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void every_record_is_a_line_in_the_order_of_the_decisions() throws Exception {
        Path file = directory.resolve("made/on/demand/audit.jsonl");
        try (AuditWriter writer = writer(file)) {
            assertTrue(writer.recording());
            IntStream.range(0, 5000).mapToObj(AuditWriterTest::decision).forEach(writer::record);
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(5000, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).contains("\"decisionId\":\"decision-" + i + "\""), lines.get(i));
        }
        assertEquals(0, lost.get());
    }

    @Test
    void a_restart_goes_on_where_it_was() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        try (AuditWriter writer = writer(file)) {
            writer.record(decision(1));
        }
        try (AuditWriter writer = writer(file)) {
            writer.record(decision(2));
        }
        assertEquals(2, Files.readAllLines(file).size());
    }

    private List<String> heads(Logged log) {
        return log.lines().stream()
                .filter(line -> line.startsWith("audit chain "))
                .map(line -> line.replaceFirst("^audit chain \\S+ ", ""))
                .toList();
    }

    @Test
    void its_head_is_said_at_its_beginning_and_end_when_a_file_is_full_and_every_hour() throws Exception {
        Moments clock = new Moments();
        Path file = directory.resolve("audit.jsonl");
        AtomicLong seq = new AtomicLong();
        TrailListener listener = new TrailListener() {
            @Override
            public void failed(int records) {
                lost.addAndGet(records);
            }

            @Override
            public void stands(long last) {
                seq.set(last);
            }
        };
        TrailConfig small = TrailConfig.in(directory).writing(file.toString()).rotatingAt(1);
        Logged log = Logged.begin();
        AuditWriter writer = new AuditWriter(small, new EnvDigest(() -> new byte[32]), listener, clock);
        try (log) {
            writer.record(decision(1));
            await(() -> seq.get() == 1);
            writer.record(decision(2));
            await(() -> seq.get() == 2);
            clock.pass(Duration.ofMinutes(61));
            await(() -> heads(log).size() == 3);
            writer.close();
            List<String> digests = new ArrayList<>();
            for (TrailFiles.Rotated full : TrailFiles.at(file).rotated()) {
                digests.add(Chain.digest(Files.readString(full.path()).strip().getBytes(StandardCharsets.UTF_8)));
            }
            digests.add(Chain.digest(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8)));
            assertEquals(
                    List.of(
                            "begins at 0, head ",
                            "fills a file at 1, head " + digests.get(0),
                            "stands at 2, head " + digests.get(1),
                            "ends at 2, head " + digests.get(1)),
                    heads(log));
        }
        assertEquals(0, lost.get());
    }

    @Test
    void without_a_place_it_says_so_counts_and_recovers() throws Exception {
        Path obstacle = Files.writeString(directory.resolve("data"), "a file where a directory is due");
        try (AuditWriter writer = writer(obstacle.resolve("audit.jsonl"))) {
            assertFalse(writer.recording());
            writer.record(decision(1));
            await(() -> lost.get() == 1);
            Files.delete(obstacle);
            await(writer::recording);
            writer.record(decision(2));
        }
        List<String> lines = Files.readAllLines(obstacle.resolve("audit.jsonl"));
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().contains("decision-1"));
        assertTrue(lines.getFirst().contains("\"spooled\":true"));
        assertTrue(lines.getLast().contains("decision-2"));
    }

    @Test
    void standard_output_is_a_place_too() throws IOException, InterruptedException {
        try (AuditWriter writer = writer(Path.of("-"))) {
            assertTrue(writer.recording());
        }
        assertFalse(Files.exists(Path.of("-")));
    }
}
