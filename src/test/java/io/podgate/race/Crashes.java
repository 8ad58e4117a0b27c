package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Kills a gateway at each point between an intent and its result, each time in an update of another endpoint. */
final class Crashes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MARK = 555_000;
    private static final int TURNS = 150;

    private final House house;
    private final Gateway victim;
    private final Client client;
    private final Remains remains;
    private final Watch watch;
    private final Map<Plan.Ask, Integer> patches = new LinkedHashMap<>();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    /** What a gateway leaves behind. */
    interface Remains {

        /** The records of the trail, of which all are durable. */
        List<String> trail() throws Exception;

        /** From now on no result becomes durable. */
        AutoCloseable withoutResults() throws Exception;
    }

    /** @param all those that retries are sent to */
    Crashes(House house, List<Gateway> all, Gateway victim, Remains remains) {
        this.house = house;
        this.victim = victim;
        this.client = new Client(all, new Tally());
        this.remains = remains;
        this.watch = new Watch(house.sandbox(), new Fleet());
    }

    void end_in_the_truth() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            after_the_intent_is_durable_and_before_the_forward(threads);
            after_the_forward_was_sent_and_applied(threads);
            after_the_forward_was_sent_and_before_it_lands(threads);
            after_the_forward_was_sent_and_lost(threads);
            after_the_answer_and_before_the_result_is_durable(threads);
            retries_are_told_the_truth(threads);
        }
    }

    /** Another update has the only place in the line to RunPod. */
    private void after_the_intent_is_durable_and_before_the_forward(ExecutorService threads) throws Exception {
        strike("birch1", Fault.answering(new Answer.Silent()).applying(new Applying.Never()));
        var _ = threads.submit(() -> send(Plan.keyed("birch1", MARK - 1, 2, 0)));
        await(() -> house.patches("birch1") == 1);
        Plan.Ask ask = begun("amber1", 1, threads);
        await(() -> records("amber1").size() == 1);
        assertEquals(0, house.patches("amber1"), "it was to be killed before the forward");
        die();
        assertEquals(0, house.patches("amber1"), "it was to be killed before the forward");
        assertTrue(watch.landings().isEmpty(), ask::endpoint);
    }

    private void after_the_forward_was_sent_and_applied(ExecutorService threads) throws Exception {
        strike("amber2", Fault.answering(new Answer.Truthful()).waitingAfter(Duration.ofSeconds(2)));
        begun("amber2", 1, threads);
        await(() -> landed("amber2") == 1);
        die();
    }

    private void after_the_forward_was_sent_and_before_it_lands(ExecutorService threads) throws Exception {
        strike("amber3", Fault.answering(new Answer.Silent()).applying(new Applying.Late(Duration.ofSeconds(8))));
        begun("amber3", 1, threads);
        await(() -> house.patches("amber3") == 1);
        victim.kill();
        assertEquals(0, landed("amber3"));
        victim.start().ready();
    }

    private void after_the_forward_was_sent_and_lost(ExecutorService threads) throws Exception {
        strike("amber4", Fault.answering(new Answer.Silent()).applying(new Applying.Never()));
        begun("amber4", 2, threads);
        await(() -> house.patches("amber4") == 1);
        die();
    }

    private void after_the_answer_and_before_the_result_is_durable(ExecutorService threads) throws Exception {
        strike("amber5", Fault.answering(new Answer.Truthful()).waitingAfter(Duration.ofMillis(500)));
        begun("amber5", 1, threads);
        await(() -> landed("amber5") == 1);
        try (AutoCloseable _ = remains.withoutResults()) {
            await(() -> house.answered("amber5") == 1);
            Thread.sleep(200);
            die();
        }
    }

    private void retries_are_told_the_truth(ExecutorService threads) throws Exception {
        Map<Plan.Ask, Future<Client.Answer>> answers = new LinkedHashMap<>();
        patches.keySet().forEach(ask -> answers.put(ask, threads.submit(() -> client.insist(ask))));
        List<String> lies = new ArrayList<>();
        for (Map.Entry<Plan.Ask, Future<Client.Answer>> each : answers.entrySet()) {
            String endpoint = each.getKey().endpoint();
            Client.Answer answer = each.getValue().get();
            Client.Answer again = client.insist(each.getKey());
            System.out.printf(
                    "crashes: %s ends with %d %s, after %d PATCHes%n",
                    endpoint, answer.status(), answer.outcome(), house.patches(endpoint));
            if (answer.status() != 200 || landed(endpoint) != 1) {
                lies.add(endpoint + " landed " + landed(endpoint) + " times: " + answer);
            }
            if (house.patches(endpoint) != patches.getOrDefault(each.getKey(), 0)) {
                lies.add(endpoint + " was sent " + house.patches(endpoint) + " times");
            }
            if (again.status() != answer.status() || !again.body().equals(answer.body())) {
                lies.add(endpoint + " is answered with " + answer + " and then with " + again);
            }
        }
        for (String endpoint : List.of("amber2", "amber3", "amber5")) {
            if (!records(endpoint).getLast().contains("\"settledBy\":\"read-back\"")) {
                lies.add(endpoint + " had its result before it was killed: " + records(endpoint));
            }
        }
        assertEquals(List.of(), lies);
    }

    /** What the trail says of the updates of an endpoint that were sent, or were about to be. */
    private List<String> records(String endpoint) throws Exception {
        return remains.trail().stream()
                .filter(line -> line.contains("\"endpointId\":\"" + endpoint + "\"")
                        && (line.contains("\"phase\":\"intent\"") || line.contains("\"outcome\":\"applied\"")))
                .toList();
    }

    /** @param expected how often it is to be sent, retries included */
    private Plan.Ask begun(String endpoint, int expected, ExecutorService threads) {
        Plan.Ask ask = Plan.keyed(endpoint, MARK, 2, 0);
        patches.put(ask, expected);
        var _ = threads.submit(() -> send(ask));
        return ask;
    }

    /**
     * Comes again while it is turned away with nothing sent: the only place is taken, or prices are read in ten
     * seconds.
     */
    private Client.Answer send(Plan.Ask ask) throws InterruptedException {
        Client.Answer answer = Client.Answer.NONE;
        for (int i = 0; i < TURNS && house.patches(ask.endpoint()) == 0; i++) {
            answer = new Client(List.of(victim), new Tally()).send(ask, 0);
            answered.add(ask.endpoint() + ": " + answer);
            if (answer.equals(Client.Answer.NONE)) {
                break;
            }
            Thread.sleep(100);
        }
        return answer;
    }

    private void strike(String endpoint, Fault fault) {
        house.sandbox().faults().add(fault.on(Operation.UPDATE).of(endpoint).times(1));
    }

    private void die() throws Exception {
        victim.kill();
        victim.start().ready();
    }

    private long landed(String endpoint) {
        return watch.landings().stream()
                .filter(landing -> landing.endpoint().equals(endpoint))
                .count();
    }

    private void await(Callable<Boolean> holds) throws Exception {
        Waiting.until(PATIENCE, Duration.ofMillis(2), () -> "waited for " + PATIENCE + ", answered " + answered, holds);
    }
}
