package io.podgate.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance comes from one seed, in the one order in which it is asked for. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From 0 to 1. */
    double next() {
        return random.nextDouble();
    }

    long number() {
        return random.nextLong();
    }

    boolean once(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration between(Duration shortest, Duration longest) {
        return shortest.plusNanos(random.nextLong(longest.minus(shortest).toNanos() + 1));
    }

    Duration upTo(Duration longest) {
        return between(Duration.ZERO, longest);
    }
}
