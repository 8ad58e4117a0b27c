package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.FreePort;
import io.podgate.docs.Tables;
import io.podgate.postgres.Postgres;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway degrades as {@code docs/degraded.md} says, row by row, and heals without a restart. */
class DegradedIT {

    private static final int PLACES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<String, List<String>> rows = rows();
    private final Deque<String> endpoints = new ArrayDeque<>(Fleet.endpoints());
    private final List<String> seen = new ArrayList<>();

    /** What is done to a gateway's surroundings, or undone. */
    @FunctionalInterface
    private interface Act {
        void take() throws Exception;
    }

    private static Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        new Tables("docs/degraded.md").rows("degraded").forEach(row -> rows.put(row.getFirst(), row));
        return rows;
    }

    @Test
    void everything_in_the_table_is_so_and_heals() throws Exception {
        try (House house = new House(directory)) {
            without_what_is_read_at_the_start(house);
            Map<String, String> settings = house.settings();
            settings.put("podgate.http.max-in-flight", String.valueOf(PLACES));
            Gateway gateway = house.start(1, settings).getFirst();
            runpod(house, new Side(gateway));
            the_house_itself(house, new Side(gateway));
            database(house);
        }
        assertEquals(
                List.copyOf(rows.keySet()), seen.stream().sorted(this::inOrder).toList());
    }

    private int inOrder(String one, String other) {
        List<String> all = List.copyOf(rows.keySet());
        return Integer.compare(all.indexOf(one), all.indexOf(other));
    }

    private void without_what_is_read_at_the_start(House house) throws Exception {
        String policy = Fleet.policy();
        Files.writeString(house.policy(), policy.replace("budget: {", "budget: {month: 1000000, "));
        for (Map.Entry<String, Operation> each : Map.of(
                        "RunPod's catalogue was never read", Operation.CATALOG,
                        "RunPod's bills were never read", Operation.BILLING)
                .entrySet()) {
            house.sandbox().faults().add(Fault.status(500).on(each.getValue()));
            Gateway gateway = house.start(1, house.settings()).getFirst();
            begun(
                    each.getKey(),
                    new Side(gateway),
                    () -> {},
                    () -> house.sandbox().faults().clear());
            gateway.kill();
        }
        Files.writeString(house.policy(), policy);
    }

    private void runpod(House house, Side side) throws Exception {
        row("RunPod is down", side, house::unplug, house::plugIn);
        Fault silent = Fault.answering(new Answer.Silent()).applying(new Applying.Never());
        row("RunPod does not answer", side, house, silent.on(Operation.UPDATE));
        Fault limit = Fault.answering(new Answer.Status(429, Optional.of(Duration.ofSeconds(6))));
        row("RunPod limits the rate", side, house, limit.on(Operation.UPDATE));
        row("RunPod refuses the key", side, house, Fault.status(401));
    }

    private void the_house_itself(House house, Side side) throws Exception {
        Path data = side.gateway().data();
        Path aside = data.resolveSibling("aside");
        row(
                "the audit file cannot be written",
                side,
                () -> {
                    Files.move(data, aside);
                    Files.writeString(data, "a file where a directory is due");
                },
                () -> {
                    Files.delete(data);
                    Files.move(aside, data);
                });
        row(
                "the policy is broken",
                side,
                () -> Files.writeString(house.policy(), "kind: [Broken"),
                () -> Files.writeString(house.policy(), Fleet.policy()));
        List<CompletableFuture<?>> crowd = new ArrayList<>();
        Fault silent = Fault.answering(new Answer.Silent()).applying(new Applying.Never());
        row(
                "more requests than there are places",
                side,
                () -> {
                    String busy = endpoints.removeLast();
                    house.sandbox().faults().add(silent.of(busy));
                    for (int i = 0; i < 2 * PLACES; i++) {
                        crowd.add(side.updating(busy, 2 + i % 3));
                    }
                    CompletableFuture.anyOf(crowd.toArray(CompletableFuture[]::new))
                            .join();
                },
                () -> {
                    house.sandbox().faults().clear();
                    CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new))
                            .join();
                });
    }

    private void database(House house) throws Exception {
        Postgres server = Postgres.ofItsOwn(directory.resolve("server"), FreePort.any());
        try {
            Side side = new Side(house.start(1, house.sharing(server.empty())).getFirst());
            row("PostgreSQL is down", side, server::stop, server::start);
            row("PostgreSQL hangs", side, server::pause, server::resume);
            side.gateway().kill();
        } finally {
            server.resume();
            server.stop();
        }
    }

    private void row(String what, Side side, House house, Fault fault) throws Exception {
        row(
                what,
                side,
                () -> house.sandbox().faults().add(fault),
                () -> house.sandbox().faults().clear());
    }

    private void row(String what, Side side, Act begin, Act end) throws Exception {
        String grows = List.copyOf(endpoints).get(1);
        until(what + " begins well", () -> side.update(grows, 2).equals("200"));
        begun(what, side, begin, end);
    }

    /** Each has endpoints of its own, so that what is unsettled of one does not stand in the way of another. */
    private void begun(String what, Side side, Act begin, Act end) throws Exception {
        List<String> row = rows.get(what);
        String shrinks = endpoints.removeFirst();
        String grows = endpoints.removeFirst();
        String metric = row.get(5);
        double before = side.metric(metric);
        begin.take();
        assertEquals(
                row.subList(1, 5),
                List.of(
                        side.read(grows),
                        side.update(shrinks, 0),
                        side.update(grows, 3),
                        side.gateway().isReady() ? "yes" : "no"),
                what);
        until(metric + " tells that " + what, () -> tells(before, side.metric(metric)));
        end.take();
        until(what + " heals", () -> side.update(grows, 4).equals("200"));
        seen.add(what);
    }

    private static boolean tells(double before, double now) {
        return Double.isNaN(now) || now != before;
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        Waiting.until(PATIENCE, Duration.ofMillis(200), () -> what, holds);
    }
}
