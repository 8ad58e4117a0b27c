package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.postgres.Postgres;
import io.podgate.sandbox.Visit;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A hundred clients that poll three replicas cost RunPod no more than one client of one replica does. */
class PollingIT {

    private static final int CLIENTS = 100;
    private static final Duration POLLED = Duration.ofSeconds(20);
    private static final Duration REFRESH = Duration.ofSeconds(4);
    private static final List<String> PATHS = List.of(
            "/v2/serverless",
            "/v2/serverless/amber1",
            "/v1/endpoints/amber2",
            "/v2/serverless/amber1/workers",
            "/v2/serverless/birch1",
            "/v2/serverless/nobodys");
    private static final int FOUND = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private HttpResponse<String> get(Gateway gateway, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(gateway.uri(path))
                        .timeout(Duration.ofSeconds(8))
                        .header("Authorization", "Bearer " + Fleet.token("amber"))
                        .build(),
                BodyHandlers.ofString());
    }

    private int poll(List<Gateway> gateways, int client, long end) throws Exception {
        int polls = 0;
        Thread.sleep(client * 10L);
        for (int i = client; System.nanoTime() < end; i++) {
            String path = PATHS.get(i % PATHS.size());
            HttpResponse<String> answer = get(gateways.get(i % gateways.size()), path);
            assertEquals(PATHS.indexOf(path) < FOUND ? 200 : 404, answer.statusCode(), () -> path + answer.body());
            answer.headers()
                    .firstValue("Age")
                    .ifPresent(age -> assertTrue(Integer.parseInt(age) <= 30, () -> path + " is " + age + " old"));
            polls++;
            Thread.sleep(1000);
        }
        return polls;
    }

    @Test
    void a_hundred_clients_on_three_replicas_cost_a_list_each_refresh_and_one_look_at_everything_else()
            throws Exception {
        try (House house = new House(directory);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, String> settings = house.sharing(Postgres.shared().empty());
            settings.put("podgate.fleet.refresh", REFRESH.toSeconds() + "s");
            List<Gateway> gateways = house.start(3, settings);
            Thread.sleep(REFRESH.multipliedBy(2)); // until the first to list has been followed by the others
            house.sandbox().forgetRequests();
            long end = System.nanoTime() + POLLED.toNanos();
            List<Future<Integer>> polling = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                polling.add(clients.submit(() -> poll(gateways, client, end)));
            }
            int polls = 0;
            for (Future<Integer> each : polling) {
                polls += each.get();
            }
            Map<String, Long> asked = house.sandbox().requests().stream()
                    .map(Visit::path)
                    .filter(path -> !path.contains("/catalog/"))
                    .collect(Collectors.groupingBy(path -> path, TreeMap::new, Collectors.counting()));
            System.out.printf("polling: %d polls, RunPod was asked %s%n", polls, asked);
            assertTrue(polls >= 2 * CLIENTS, polls + " polls");
            long lists = asked.remove("/v2/serverless");
            assertTrue(lists <= POLLED.dividedBy(REFRESH) + 1, () -> lists + " lists");
            assertTrue(lists >= POLLED.dividedBy(REFRESH) / 2, () -> lists + " lists");
            assertEquals(
                    Map.of(
                            "/v2/serverless/amber1/workers",
                            1L,
                            "/v2/serverless/birch1",
                            1L,
                            "/v2/serverless/nobodys",
                            1L),
                    asked);
        }
    }

    /** What one replica changes, and what it loses, the others show with the next list. */
    @Test
    void a_list_goes_round_and_the_death_of_who_lists_is_nothing_to_the_others() throws Exception {
        try (House house = new House(directory)) {
            Map<String, String> settings = house.sharing(Postgres.shared().empty());
            settings.put("podgate.fleet.refresh", "2s");
            settings.put("podgate.runpod.deadline", "3s");
            List<Gateway> gateways = house.start(3, settings);
            Client client = new Client(gateways, new Tally());
            assertEquals(200, client.insist(Plan.keyed("amber1", 777_000, 2, 0)).status());
            String now = house.sandbox().endpoint("amber1").orElseThrow().toString();
            assertTrue(now.contains("777000"), now);
            for (Gateway gateway : gateways) {
                await(() -> get(gateway, "/v2/serverless/amber1").body().contains("777000"));
            }
            gateways.get(0).kill();
            gateways.get(1).kill();
            Gateway last = gateways.get(2);
            AtomicInteger oldest = new AtomicInteger();
            long end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < end) {
                int age = Integer.parseInt(
                        get(last, "/v2/serverless").headers().firstValue("Age").orElseThrow());
                oldest.accumulateAndGet(age, Math::max);
                Thread.sleep(200);
            }
            assertTrue(oldest.get() <= 8, oldest + " seconds old");
        }
    }

    private static void await(Callable<Boolean> holds) throws Exception {
        Waiting.until(Duration.ofSeconds(20), Duration.ofMillis(50), () -> "waited for twenty seconds", holds);
    }
}
