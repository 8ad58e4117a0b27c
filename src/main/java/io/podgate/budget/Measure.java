package io.podgate.budget;

import java.math.BigDecimal;
import java.util.function.Predicate;

/** What a budget line counts of an endpoint: so much a worker. */
public sealed interface Measure {

    /** How many of the endpoint's workers count. */
    default int workers(Usage usage) {
        return usage.workers();
    }

    /** How much of it one worker takes. */
    BigDecimal perWorker(Usage usage);

    /** How much of it the endpoint takes. */
    default BigDecimal of(Usage usage) {
        return perWorker(usage).multiply(BigDecimal.valueOf(workers(usage)));
    }

    /** The line's name in policies and rules. */
    String key();

    /** Whether it counts money, for which prices have to be known. */
    default boolean isMoney() {
        return false;
    }

    /** USD per hour if every worker ran. */
    record BurnRate() implements Measure {
        @Override
        public BigDecimal perWorker(Usage usage) {
            return usage.perWorker().usd();
        }

        @Override
        public String key() {
            return "burnRate";
        }

        @Override
        public boolean isMoney() {
            return true;
        }
    }

    /** USD per hour that always runs. */
    record Floor() implements Measure {
        @Override
        public int workers(Usage usage) {
            return usage.always();
        }

        @Override
        public BigDecimal perWorker(Usage usage) {
            return usage.perWorker().usd();
        }

        @Override
        public String key() {
            return "floor";
        }

        @Override
        public boolean isMoney() {
            return true;
        }
    }

    /** The largest number of workers. */
    record Workers() implements Measure {
        @Override
        public BigDecimal perWorker(Usage usage) {
            return BigDecimal.ONE;
        }

        @Override
        public String key() {
            return "workers";
        }
    }

    /**
     * Workers × GPUs, where any card that a worker may get matches; cards that are not known may be any.
     *
     * @param pattern as the policy writes it
     */
    record Gpus(String pattern, Predicate<String> matches) implements Measure {
        @Override
        public BigDecimal perWorker(Usage usage) {
            boolean counts = usage.cards().isEmpty() || usage.cards().stream().anyMatch(matches);
            return counts ? BigDecimal.valueOf(usage.gpusEach()) : BigDecimal.ZERO;
        }

        @Override
        public String key() {
            return "gpus";
        }
    }
}
