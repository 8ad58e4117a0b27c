package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.ledger.ChainCheck;
import io.podgate.ledger.Export;
import io.podgate.ledger.Postgres;
import io.podgate.race.Fleet.Sum;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
            Duration rest = comeToRest(source);
            report(race, watch, source, rest);
            assertEquals(List.of(), watch.breaches());
            ledger_says_what_RunPod_shows(watch, source);
            trail_says_what_RunPod_did(race, watch, trail(source));
            trail_says_what_it_costs(gateways, watch, source);
            chains_are_whole(source);
        }
    }

    /** Waits until nothing is in flight any more. */
    private static Duration comeToRest(AgroalDataSource source) throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            List<String> open = Postgres.rows(source, "SELECT * FROM intent");
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            if (open.isEmpty()) {
                return waited;
            }
            assertTrue(waited.compareTo(REST) < 0, () -> "left behind: " + open);
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
                "race: %d requests %s%nrace: %d updates sent %s, %d took effect%nrace: %d killed; at rest after %d ms%n"
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
            long unknown = decisions.stream().filter(Trail.Sent::unknown).count();
            if (times > 1 || times < applied || times > applied + unknown) {
                flaws.add(mark + " took effect " + times + " times: " + decisions);
            }
        });
        landed.keySet().stream()
                .filter(mark -> !sent.containsKey(mark))
                .forEach(mark -> flaws.add(mark + " took effect without an intent"));
        race.answers().forEach((mark, status) -> {
            if (status == 200 && landed.getOrDefault(mark, 0) != 1) {
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
        List<String> differences = new ArrayList<>();
        Client client = new Client(gateways, new Tally());
        long mark = 1_000_000;
        for (String endpoint : Fleet.endpoints()) {
            Map<String, BigDecimal> said = costs(watch, trail(source));
            Sum shown = watch.endpoints().get(endpoint);
            if (!said.containsKey(endpoint)) {
                Client.Answer answer = client.insist(Plan.closing(endpoint, mark--));
                assertEquals(200, answer.status(), answer::body);
                Thread.sleep(200);
                said = costs(watch, trail(source));
            }
            if (shown == null
                    || said.getOrDefault(endpoint, BigDecimal.ONE.negate()).compareTo(shown.burnRate()) != 0) {
                differences.add(endpoint + ": the trail says " + said.get(endpoint) + ", RunPod " + shown);
            }
        }
        System.out.printf("race: %d endpoints needed one more update to compare what they cost%n", 1_000_000 - mark);
        assertEquals(List.of(), differences);
    }

    /** What the trail says of endpoints whose last update overlapped with no other. */
    private static Map<String, BigDecimal> costs(Watch watch, Trail trail) {
        Map<String, Watch.Landing> last = new HashMap<>();
        watch.landings().forEach(landing -> last.put(landing.endpoint(), landing));
        Map<String, BigDecimal> costs = new HashMap<>();
        for (Trail.Sent sent : trail.sent()) {
            Watch.Landing landing = last.get(sent.endpoint());
            boolean alone = trail.sent().stream()
                    .noneMatch(other ->
                            !other.equals(sent) && other.endpoint().equals(sent.endpoint()) && other.overlaps(sent));
            if (landing != null && landing.mark() == sent.mark() && sent.applied() && alone) {
                costs.put(sent.endpoint(), sent.after());
            }
        }
        return costs;
    }

    private void chains_are_whole(AgroalDataSource source) throws Exception {
        Path export = directory.resolve("export.jsonl");
        Files.write(export, Postgres.rows(source, Export.statement()));
        ChainCheck.Report.Whole whole = assertInstanceOf(ChainCheck.Report.Whole.class, ChainCheck.check(export));
        System.out.printf("race: %d chains are whole%n", whole.chains().size());
    }
}
