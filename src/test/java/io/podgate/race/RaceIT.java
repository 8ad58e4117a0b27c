package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.postgres.Export;
import io.podgate.postgres.Postgres;
import io.podgate.race.Fleet.Sum;
import io.podgate.trail.ChainCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replicas that are killed in the middle of what they do, on one database: the caps hold at every moment, and at rest
 * ledger, RunPod and trail say the same. {@code make soak} runs it for longer.
 */
class RaceIT {

    private static final int CLIENTS = 64;
    private static final Duration SECONDS = Duration.ofSeconds(Integer.getInteger("race.seconds", 10));
    private static final long SEED = Long.getLong("race.seed", new Random().nextInt(1_000_000));
    private static final Duration REST = Duration.ofSeconds(45);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final String url = Postgres.shared().empty();

    @Test
    void no_cap_is_ever_exceeded_and_at_rest_everybody_says_the_same() throws Exception {
        System.out.printf("race: seed %d, %d s, in %s%n", SEED, SECONDS.toSeconds(), directory);
        try (House house = new House(directory);
                AgroalDataSource source = Postgres.source(url)) {
            Watch watch = new Watch(house.sandbox(), new Fleet());
            List<Gateway> gateways = house.start(3, house.sharing(url));
            Race race = new Race(SEED, house, gateways);
            race.run(CLIENTS, SECONDS);
            Duration rest = comeToRest(source, race.killer().last());
            report(race, watch, source, rest);
            keep(watch, source);
            assertEquals(List.of(), watch.breaches());
            ledger_says_what_RunPod_shows(watch, source);
            trail_says_what_RunPod_did(race, watch, trail(source));
            trail_says_what_it_costs(gateways, watch, source);
            chains_are_whole(source);
        }
    }

    /**
     * Waits until nothing is in flight any more. What had begun before the last kill has its time from then on, and
     * what came later from now on.
     *
     * @param lastKill of {@link System#nanoTime}
     * @return since the last kill
     */
    private static Duration comeToRest(AgroalDataSource source, long lastKill) throws InterruptedException {
        long begun = System.nanoTime();
        Instant killed = Instant.now().minusNanos(begun - lastKill);
        while (true) {
            List<String> open = Postgres.rows(source, "SELECT * FROM intent");
            List<String> leftBehind = Postgres.rows(source, "SELECT * FROM intent WHERE since <= '" + killed + "'");
            Duration sinceKill = Duration.ofNanos(System.nanoTime() - lastKill);
            if (open.isEmpty()) {
                return sinceKill;
            }
            assertTrue(
                    leftBehind.isEmpty() || sinceKill.compareTo(REST) < 0,
                    () -> "left behind " + sinceKill + " after the last kill: " + leftBehind);
            assertTrue(System.nanoTime() - begun < REST.toNanos(), () -> "left behind: " + open);
            Thread.sleep(200);
        }
    }

    private static Trail trail(AgroalDataSource source) {
        return new Trail(Postgres.rows(source, "SELECT text FROM trail ORDER BY chain, seq"));
    }

    private static void report(Race race, Watch watch, AgroalDataSource source, Duration rest) {
        Trail trail = trail(source);
        Map<String, Integer> outcomes = new TreeMap<>();
        trail.sent()
                .forEach(sent -> outcomes.merge(
                        String.join("+", sent.results()) + (sent.settled() ? " by read-back" : ""), 1, Integer::sum));
        System.out.printf(
                "race: %d requests %s%nrace: %d updates sent %s, %d took effect%nrace: %d killed; at rest %d ms after the last kill%n"
                        + "race: at most%s%n",
                race.tally().all(),
                race.tally(),
                trail.sent().size(),
                outcomes,
                watch.landings().size(),
                race.killer().kills(),
                rest.toMillis(),
                watch.utilisation());
    }

    /** For whoever has to find out what went wrong. */
    private void keep(Watch watch, AgroalDataSource source) throws IOException {
        Files.write(
                directory.resolve("landings"),
                watch.landings().stream().map(Watch.Landing::toString).toList());
        Files.write(directory.resolve("export.jsonl"), Postgres.rows(source, Export.statement()));
    }

    private static void ledger_says_what_RunPod_shows(Watch watch, AgroalDataSource source) {
        Map<String, BigDecimal> lines = new HashMap<>();
        Postgres.rows(source, "SELECT key, total FROM line").forEach(row -> {
            int bar = row.lastIndexOf('|');
            lines.put(row.substring(0, bar), new BigDecimal(row.substring(bar + 1)));
        });
        List<String> differences = new ArrayList<>();
        watch.sums().forEach((owner, shown) -> {
            Sum held = new Sum(
                    lines.getOrDefault(owner + "/burnRate", BigDecimal.ZERO),
                    lines.getOrDefault(owner + "/workers", BigDecimal.ZERO).intValueExact());
            if (!held.is(shown)) {
                differences.add(owner + ": the ledger has " + held + ", RunPod " + shown);
            }
        });
        assertEquals(List.of(), differences);
    }

    private static void trail_says_what_RunPod_did(Race race, Watch watch, Trail trail) {
        List<String> flaws = new ArrayList<>(trail.flaws());
        Map<Long, Integer> landed = new HashMap<>();
        watch.landings().forEach(landing -> landed.merge(landing.mark(), 1, Integer::sum));
        Map<Long, List<Trail.Sent>> sent = new LinkedHashMap<>();
        trail.sent()
                .forEach(each -> sent.computeIfAbsent(each.mark(), _ -> new ArrayList<>())
                        .add(each));
        sent.forEach((mark, decisions) -> {
            int times = landed.getOrDefault(mark, 0);
            long applied = decisions.stream().filter(Trail.Sent::applied).count();
            int most = decisions.stream().mapToInt(Trail.Sent::attempts).sum();
            if (times < applied || times > most) {
                flaws.add(mark + " took effect " + times + " times: " + decisions);
            }
        });
        landed.keySet().stream()
                .filter(mark -> !sent.containsKey(mark))
                .forEach(mark -> flaws.add(mark + " took effect without an intent"));
        race.answers().forEach((mark, status) -> {
            if (status == 200 && landed.getOrDefault(mark, 0) == 0) {
                flaws.add(mark + " was answered with 200 and took effect " + landed.getOrDefault(mark, 0) + " times");
            }
        });
        assertEquals(List.of(), flaws);
    }

    /**
     * The last update of each endpoint says what it takes. Where it was judged while another was still open, one more
     * is made that changes nothing of what the endpoint costs.
     */
    private static void trail_says_what_it_costs(List<Gateway> gateways, Watch watch, AgroalDataSource source)
            throws InterruptedException {
        Client client = new Client(gateways, new Tally());
        long mark = 1_000_000;
        Set<String> known = costs(watch, trail(source)).keySet();
        for (String endpoint : Fleet.endpoints()) {
            if (!known.contains(endpoint)) {
                Client.Answer answer = client.insist(Plan.closing(endpoint, mark--));
                assertEquals(200, answer.status(), answer::body);
            }
        }
        comeToRest(source, System.nanoTime());
        Map<String, BigDecimal> shown = new TreeMap<>();
        watch.endpoints().forEach((endpoint, sum) -> shown.put(endpoint, plain(sum.burnRate())));
        assertEquals(shown, costs(watch, trail(source)));
        System.out.printf("race: %d endpoints needed one more update to compare what they cost%n", 1_000_000 - mark);
    }

    /** What the trail says of endpoints whose last update overlapped with no other. */
    private static Map<String, BigDecimal> costs(Watch watch, Trail trail) {
        Map<String, Long> last = new HashMap<>();
        watch.landings().forEach(landing -> last.put(landing.endpoint(), landing.mark()));
        Map<String, List<Trail.Sent>> byEndpoint =
                trail.sent().stream().collect(Collectors.groupingBy(Trail.Sent::endpoint));
        Map<String, BigDecimal> costs = new TreeMap<>();
        byEndpoint.forEach((endpoint, all) -> all.stream()
                .filter(sent -> Objects.equals(last.get(endpoint), sent.mark()) && sent.applied())
                .filter(sent -> all.stream().noneMatch(other -> !other.equals(sent) && other.overlaps(sent)))
                .forEach(sent -> sent.after().ifPresent(after -> costs.put(endpoint, plain(after)))));
        return costs;
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private void chains_are_whole(AgroalDataSource source) throws Exception {
        Path export = directory.resolve("export.jsonl");
        Files.write(export, Postgres.rows(source, Export.statement()));
        ChainCheck.Report.Whole whole = assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(export));
        System.out.printf("race: %d chains are whole%n", whole.chains().size());
    }
}
