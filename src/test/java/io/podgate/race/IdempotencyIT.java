package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.podgate.postgres.Postgres;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One key is one effect: for many at once, on several replicas, and where a process dies at the worst moments. */
class IdempotencyIT {

    private static final int AT_ONCE = 100;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void a_hundred_at_once_on_three_replicas_send_one_update_and_are_answered_alike() throws Exception {
        try (House house = new House(directory);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Watch watch = new Watch(house.sandbox(), new Fleet());
            List<Gateway> gateways =
                    house.start(3, house.sharing(Postgres.shared().empty()));
            house.sandbox()
                    .faults()
                    .add(Fault.answering(new Answer.Truthful())
                            .on(Operation.UPDATE)
                            .waitingAfter(Duration.ofMillis(500)));
            Tally tally = new Tally();
            Client client = new Client(gateways, tally);
            List<Future<Client.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Plan.Ask ask = Plan.keyed("amber1", 777_000, 2, i);
                answers.add(clients.submit(() -> client.insist(ask)));
            }
            Set<String> different = new HashSet<>();
            for (Future<Client.Answer> answer : answers) {
                different.add(answer.get().status() + " " + answer.get().body());
            }
            System.out.printf("idempotency: %d requests %s%n", tally.all(), tally);
            assertEquals(1, different.size(), different::toString);
            assertTrue(different.iterator().next().startsWith("200 "), different::toString);
            assertEquals(1, house.patches("amber1"));
            assertEquals(1, watch.landings().size());
        }
    }

    @Test
    void a_replica_that_dies_at_any_point_leaves_the_truth_to_the_others() throws Exception {
        String url = Postgres.shared().empty();
        try (House house = new House(directory);
                AgroalDataSource source = Postgres.source(url)) {
            Map<String, String> settings = house.sharing(url);
            settings.put("podgate.runpod.max-in-flight", "1");
            List<Gateway> gateways = house.start(2, settings);
            new Crashes(house, gateways, gateways.getFirst(), new Crashes.Remains() {
                        @Override
                        public List<String> trail() {
                            return Postgres.rows(source, "SELECT text FROM trail ORDER BY time");
                        }

                        @Override
                        public AutoCloseable withoutResults() throws Exception {
                            return Postgres.lock(source, "trail");
                        }
                    })
                    .end_in_the_truth();
        }
    }

    @Test
    void a_single_process_that_dies_at_any_point_finds_the_truth_when_it_is_back() throws Exception {
        try (House house = new House(directory)) {
            Map<String, String> settings = house.settings();
            settings.put("podgate.runpod.max-in-flight", "1");
            List<Gateway> gateways = house.start(1, settings);
            Gateway gateway = gateways.getFirst();
            new Crashes(house, gateways, gateway, new Crashes.Remains() {
                        @Override
                        public List<String> trail() throws IOException {
                            return gateway.trail();
                        }

                        @Override
                        public AutoCloseable withoutResults() throws Exception {
                            gateway.pause();
                            return () -> {};
                        }
                    })
                    .end_in_the_truth();
        }
    }
}
