package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.docs.Tables;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The table of {@code docs/degraded.md}, and which of its rows were seen to be so. */
final class DegradedRows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final Deque<String> endpoints = new ArrayDeque<>(Fleet.endpoints());
    private final List<String> seen = new ArrayList<>();

    /** What is done to a gateway's surroundings, or undone. */
    @FunctionalInterface
    interface Act {
        void take() throws Exception;
    }

    DegradedRows() {
        new Tables("docs/degraded.md").rows("degraded").forEach(row -> rows.put(row.getFirst(), row));
    }

    /** One that no row needs. */
    String endpoint() {
        return endpoints.removeLast();
    }

    void areAllSeen() {
        List<String> all = List.copyOf(rows.keySet());
        assertEquals(
                all,
                seen.stream()
                        .sorted((one, other) -> Integer.compare(all.indexOf(one), all.indexOf(other)))
                        .toList());
    }

    /** Something goes wrong with a gateway that does well. */
    void see(String what, Side side, Act begin, Act end) throws Exception {
        String grows = List.copyOf(endpoints).get(1);
        until(what + " begins well", () -> side.update(grows, 2).equals("200"));
        seeFromTheStart(what, side, begin, end);
    }

    /** Each has endpoints of its own, so that what is unsettled of one does not stand in the way of another. */
    void seeFromTheStart(String what, Side side, Act begin, Act end) throws Exception {
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

    static void until(String what, Callable<Boolean> holds) throws Exception {
        Waiting.until(PATIENCE, Duration.ofMillis(200), () -> what, holds);
    }
}
