package io.podgate.race;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Kills gateways, one and sometimes another beside it, and starts them again. */
final class Killer {

    private static final int LONGEST_LIFE = 2_500;
    private static final int LONGEST_DEATH = 2_000;

    private final Random random;
    private final List<Gateway> gateways;
    private int kills;
    private long last = System.nanoTime();

    Killer(long seed, List<Gateway> gateways) {
        this.random = new Random(seed);
        this.gateways = gateways;
    }

    /** Until the moment, of {@link System#nanoTime}; all are up again afterwards. */
    void rage(long end) throws IOException, InterruptedException {
        while (true) {
            long life = 1_000L + random.nextInt(LONGEST_LIFE);
            if (System.nanoTime() + life * 1_000_000 > end) {
                return;
            }
            Thread.sleep(life);
            int victim = random.nextInt(gateways.size());
            boolean two = gateways.size() > 2 && random.nextInt(4) == 0;
            List<Gateway> victims = two
                    ? List.of(gateways.get(victim), gateways.get((victim + 1) % gateways.size()))
                    : List.of(gateways.get(victim));
            for (Gateway gateway : victims) {
                gateway.kill();
                kills++;
                last = System.nanoTime();
            }
            Thread.sleep(random.nextInt(LONGEST_DEATH));
            for (Gateway gateway : victims) {
                gateway.start();
            }
            for (Gateway gateway : victims) {
                gateway.ready();
            }
        }
    }

    int kills() {
        return kills;
    }

    /** When the last was killed, of {@link System#nanoTime}. */
    long last() {
        return last;
    }
}
