package io.podgate.dialect;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property over many random cases; {@code -Dpodgate.seed=N} replays the one that failed. */
final class Seeds {

    private static final int CASES = 400;
    private static final String PROPERTY = "podgate.seed";

    private Seeds() {}

    static void each(Consumer<Random> property) {
        Long replayed = Long.getLong(PROPERTY);
        if (replayed != null) {
            run(replayed, property);
            return;
        }
        long first = System.nanoTime();
        for (int i = 0; i < CASES; i++) {
            run(first + i, property);
        }
    }

    private static void run(long seed, Consumer<Random> property) {
        try {
            property.accept(new Random(seed * 0x9E3779B97F4A7C15L));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("replay with -D" + PROPERTY + "=" + seed + ": " + e.getMessage(), e);
        }
    }
}
