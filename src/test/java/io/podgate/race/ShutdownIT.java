package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.postgres.Postgres;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop under load answers what it was asked, and its trail has the end of everything. */
class ShutdownIT {

    private static final int CLIENTS = 16;
    private static final Duration BALANCER_LAG = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofSeconds(45);
    private static final int TERMINATED = 143;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void one_replica_loses_nothing_in_flight() throws Exception {
        try (House house = new House(directory)) {
            Gateway gateway = house.start(1, house.settings()).getFirst();
            stops_losing_nothing(house, gateway);
            everything_has_an_end(gateway.trail());
        }
    }

    @Test
    void a_replica_on_PostgreSQL_loses_nothing_in_flight() throws Exception {
        String url = Postgres.shared().empty();
        try (House house = new House(directory);
                AgroalDataSource source = Postgres.source(url)) {
            Gateway gateway = house.start(1, house.sharing(url)).getFirst();
            stops_losing_nothing(house, gateway);
            everything_has_an_end(Postgres.rows(source, "SELECT text FROM trail ORDER BY chain, seq"));
            assertEquals(List.of(), Postgres.rows(source, "SELECT * FROM intent"));
        }
    }

    /** Callers send on until whoever balances load has noticed. */
    private static void stops_losing_nothing(House house, Gateway gateway) throws Exception {
        Watch watch = new Watch(house.sandbox(), new Fleet());
        house.sandbox()
                .faults()
                .add(Fault.answering(new Answer.Truthful()).on(Operation.UPDATE).waitingAfter(Duration.ofMillis(400)));
        Tally tally = new Tally();
        Set<Long> applied = new ConcurrentSkipListSet<>();
        Client client = new Client(List.of(gateway), tally);
        AtomicBoolean sending = new AtomicBoolean(true);
        AtomicLong marks = new AtomicLong(800_000_000);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String endpoint = Fleet.endpoints().get(i);
                all.add(clients.submit(() -> {
                    while (sending.get()) {
                        Plan.Ask ask = Plan.closing(endpoint, marks.decrementAndGet());
                        if (client.send(ask, 0).status() == 200) {
                            applied.add(ask.mark());
                        }
                    }
                    return null;
                }));
            }
            while (applied.size() < 2 * CLIENTS) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            gateway.terminate();
            Thread.sleep(BALANCER_LAG);
            sending.set(false);
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(TERMINATED, gateway.ended(GRACE));
        System.out.printf("shutdown: %d requests %s%n", tally.all(), tally);
        Set<Long> landed =
                watch.landings().stream().map(Watch.Landing::mark).collect(Collectors.toCollection(HashSet::new));
        assertEquals(landed, applied, "who had an update done was told so");
        assertFalse(tally.toString().contains("no answer"), tally::toString);
        assertFalse(gateway.data().resolve("spool.jsonl").toFile().exists());
    }

    private static void everything_has_an_end(List<String> trail) {
        Map<String, List<String>> phases = trail.stream()
                .flatMap(line -> TrailRecord.read(line.getBytes(StandardCharsets.UTF_8)).stream())
                .filter(entry -> entry.string("decisionId").isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.string("decisionId").orElseThrow(),
                        Collectors.mapping(entry -> entry.string("phase").orElseThrow(), Collectors.toList())));
        assertTrue(phases.size() >= 2 * CLIENTS, () -> "only " + phases.size() + " decisions");
        phases.forEach((id, all) -> assertEquals(List.of("intent", "result"), all, id));
    }
}
