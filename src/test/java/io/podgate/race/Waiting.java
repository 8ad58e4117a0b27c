package io.podgate.race;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what comes about in its own time. */
final class Waiting {

    private Waiting() {}

    /** Fails with what was waited for where it takes longer than that. */
    static void until(Duration patience, Duration pause, Supplier<String> what, Callable<Boolean> holds)
            throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.call()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(pause);
        }
    }
}
