package io.podgate.race;

import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Many clients, some gateways that are killed, and a RunPod that leaves many an update open. */
final class Race {

    private static final int LONGEST_PAUSE = 200;
    private static final double CHANCE = 0.006;

    private final long seed;
    private final House house;
    private final List<Gateway> gateways;
    private final Killer killer;
    private final Tally tally = new Tally();
    private final Map<Long, Integer> answers = new ConcurrentHashMap<>();

    Race(long seed, House house, List<Gateway> gateways) {
        this.seed = seed;
        this.house = house;
        this.gateways = gateways;
        this.killer = new Killer(seed, gateways);
    }

    /** Runs until everybody has an answer that stands, or has given up. */
    void run(int clients, Duration time) throws Exception {
        arm(house.sandbox());
        long end = System.nanoTime() + time.toNanos();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Plan plan = new Plan(seed, i, clients);
            running.add(Thread.ofVirtual().name("client-" + i).start(() -> ask(plan, end)));
        }
        killer.rage(end);
        for (Thread client : running) {
            client.join();
        }
        house.sandbox().faults().clear();
    }

    private void ask(Plan plan, long end) {
        Client client = new Client(gateways, tally);
        try {
            while (System.nanoTime() < end) {
                Plan.Ask ask = plan.next(LONGEST_PAUSE);
                Thread.sleep(ask.pause());
                answers.put(ask.mark(), client.insist(ask).status());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One update in fourteen is not simply answered. */
    private void arm(Sandbox sandbox) {
        Fault silent = Fault.answering(new Answer.Silent());
        List<Fault> faults = List.of(
                silent.applying(new Applying.Late(Duration.ofSeconds(3))),
                silent.applying(new Applying.Late(Duration.ofSeconds(8))),
                silent.applying(new Applying.Late(Duration.ofSeconds(13))),
                Fault.answering(new Answer.Reset()).applying(new Applying.Late(Duration.ofSeconds(5))),
                Fault.answering(new Answer.Reset()).applying(new Applying.Now()),
                Fault.answering(new Answer.Reset()).applying(new Applying.Never()),
                silent.applying(new Applying.Now()),
                silent.applying(new Applying.Never()),
                Fault.status(500).applying(new Applying.Now()),
                Fault.status(500),
                Fault.status(503),
                Fault.answering(new Answer.Truthful()).waitingAfter(Duration.ofSeconds(1)));
        for (int i = 0; i < faults.size(); i++) {
            sandbox.faults().add(faults.get(i).on(Operation.UPDATE).withChance(CHANCE, seed + i));
        }
    }

    Killer killer() {
        return killer;
    }

    Tally tally() {
        return tally;
    }

    /** The last status that was answered to each update, by its mark. */
    Map<Long, Integer> answers() {
        return Map.copyOf(answers);
    }
}
