package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.dialect.Dialect;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault that the sandbox knows, over real sockets, against the packaged gateway: each request ends in its time
 * and with the right words, and nothing is left behind.
 */
class FaultMatrixIT {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration AT_MOST = DEADLINE.plus(DEADLINE.dividedBy(10));
    private static final long MEBIBYTE = 1 << 20;
    private static final int WARM_UP = 200;

    private static final String APPLIED = "200";
    private static final String UNKNOWN = "504 outcome-unknown";
    private static final String FAILED = "502 runpod-failed";
    private static final String REJECTED = "400 runpod-rejected";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    /**
     * One thing that goes wrong, and what is said then.
     *
     * @param update where updates alone suffer from it
     * @param both where reads do as well, so that nothing can be read back
     * @param read where a caller insists on a fresh picture
     */
    private record Row(String what, Fault fault, String update, String both, String read) {}

    private static final List<Row> ROWS = List.of(
            row("400", new Answer.Status(400), REJECTED, REJECTED, REJECTED),
            row("401", new Answer.Status(401), FAILED, FAILED, FAILED),
            row("404", new Answer.Status(404), "404 runpod-rejected", "404 runpod-rejected", "404 endpoint-not-found"),
            row("500", new Answer.Status(500), UNKNOWN, UNKNOWN, FAILED),
            row("503", new Answer.Status(503), FAILED, FAILED, FAILED),
            row("504", new Answer.Status(504), UNKNOWN, UNKNOWN, FAILED),
            row("a redirect", new Answer.Redirect("http://127.0.0.1:9/"), FAILED, FAILED, FAILED),
            row("a reset", new Answer.Reset(), APPLIED, UNKNOWN, FAILED),
            row("silence", new Answer.Silent(), APPLIED, UNKNOWN, FAILED),
            row("half an answer", new Answer.Truncated(), APPLIED, UNKNOWN, FAILED),
            row("garbage", new Answer.Garbage(), APPLIED, UNKNOWN, FAILED),
            row("another type", new Answer.WrongContentType("text/html"), APPLIED, APPLIED, APPLIED),
            row("a drip", new Answer.Drip(Duration.ofMillis(300)), APPLIED, UNKNOWN, FAILED),
            row("no end", new Answer.Endless(), APPLIED, UNKNOWN, FAILED),
            row("too much", new Answer.Oversized(2 * MEBIBYTE), APPLIED, UNKNOWN, FAILED),
            row("a bomb", new Answer.Bomb(64 * MEBIBYTE), APPLIED, UNKNOWN, FAILED),
            new Row(
                    "a late landing",
                    Fault.answering(new Answer.Silent()).applying(new Applying.Late(Duration.ofSeconds(1))),
                    APPLIED,
                    UNKNOWN,
                    FAILED));

    /** The last, as nothing is sent for a while after it. */
    private static final Row LIMITED = row(
            "429",
            new Answer.Status(429, Optional.of(Duration.ofSeconds(9))),
            "429 rate-limited",
            "429 rate-limited",
            "429 rate-limited");

    private static Row row(String what, Answer answer, String update, String both, String read) {
        return new Row(what, Fault.answering(answer), update, both, read);
    }

    @Test
    void every_fault_ends_in_time_with_the_right_words_and_leaves_nothing_behind() throws Exception {
        try (ExecutorService dialects = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> first = dialects.submit(() -> everything(Dialect.V1));
            Future<List<String>> second = dialects.submit(() -> everything(Dialect.V2));
            assertEquals(List.of(), first.get());
            assertEquals(List.of(), second.get());
        }
    }

    private List<String> everything(Dialect dialect) throws Exception {
        Path own = Files.createDirectory(directory.resolve(dialect.name()));
        try (House house = new House(own, dialect)) {
            if (dialect == Dialect.V1) { // which has no list of prices
                Files.writeString(house.policy(), Fleet.policy().replaceAll("burnRate: [0-9.]+(, )?", ""));
            }
            Map<String, String> settings = house.settings();
            settings.put("podgate.runpod.request-timeout", "800ms");
            settings.put("podgate.runpod.deadline", DEADLINE.toMillis() + "ms");
            settings.put("podgate.runpod.free-retries", "1000");
            settings.put("podgate.fleet.refresh", "1h");
            Gateway gateway = house.start(1, settings).getFirst();
            Side side = new Side(gateway, dialect);
            Deque<String> endpoints = new ArrayDeque<>(Fleet.endpoints());
            String calm = endpoints.removeLast();
            String looked = endpoints.removeLast();
            untilItGrows(side, looked);
            AtomicInteger warmUp = new AtomicInteger(WARM_UP);
            calm(side, calm, () -> warmUp.getAndDecrement() == 0);
            Traces before = Traces.of(gateway);
            List<String> wrong = new ArrayList<>();
            for (Row row : ROWS) {
                AtomicBoolean over = new AtomicBoolean();
                CompletableFuture<Void> calmly = CompletableFuture.runAsync(() -> calm(side, calm, over::get));
                wrong.addAll(tried(house, side, row, endpoints.removeFirst(), endpoints.removeFirst(), looked));
                house.sandbox().faults().clear();
                over.set(true);
                calmly.join();
            }
            wrong.addAll(tried(house, side, LIMITED, endpoints.removeFirst(), endpoints.removeFirst(), looked));
            Traces.awaitNoMoreThan(before, gateway);
            return wrong;
        }
    }

    /** Prices, too, are read with little patience here. */
    private static void untilItGrows(Side side, String endpoint) throws Exception {
        Waiting.until(
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                () -> "nothing may grow",
                () -> side.timed(endpoint, 2).join().said().equals(APPLIED));
    }

    /** So much goes well meanwhile that what goes wrong opens no breaker. */
    private static void calm(Side side, String endpoint, BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            assertEquals(APPLIED, side.freshly(endpoint).said());
        }
    }

    private static List<String> tried(House house, Side side, Row row, String alone, String both, String looked) {
        house.sandbox().faults().add(row.fault().on(Operation.UPDATE).of(alone));
        house.sandbox()
                .faults()
                .add(row.fault().on(Operation.UPDATE, Operation.READ).of(both));
        house.sandbox().faults().add(row.fault().on(Operation.READ).of(looked));
        CompletableFuture<Side.Said> first = side.timed(alone, 2);
        CompletableFuture<Side.Said> second = side.timed(both, 2);
        CompletableFuture<Side.Said> third = side.freshlyTimed(looked);
        List<String> wrong = new ArrayList<>();
        check(row.what() + ", update", row.update(), first.join(), wrong);
        check(row.what() + ", update and read", row.both(), second.join(), wrong);
        check(row.what() + ", read", row.read(), third.join(), wrong);
        return wrong;
    }

    private static void check(String what, String expected, Side.Said said, List<String> wrong) {
        System.out.printf("%s: %s in %d ms%n", what, said.said(), said.took().toMillis());
        if (!said.said().equals(expected)) {
            wrong.add(what + " is " + said.said() + ", not " + expected);
        }
        if (said.took().compareTo(AT_MOST) > 0) {
            wrong.add(what + " took " + said.took().toMillis() + " ms");
        }
    }
}
