package io.podgate.budget;

import java.math.BigDecimal;
import java.util.function.Predicate;

/** What a budget line counts of an endpoint. */
public sealed interface Measure {

    /** How much of it the endpoint takes. */
    BigDecimal of(Usage usage);

    /** The line's name in policies and rules. */
    String key();

    /** Whether it counts money, for which prices have to be known. */
    default boolean isMoney() {
        return false;
    }

    /** USD per hour if every worker ran. */
    record BurnRate() implements Measure {
        @Override
        public BigDecimal of(Usage usage) {
            return usage.burnRate().usd();
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
        public BigDecimal of(Usage usage) {
            return usage.floor().usd();
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
        public BigDecimal of(Usage usage) {
            return BigDecimal.valueOf(usage.workers());
        }

        @Override
        public String key() {
            return "workers";
        }
    }

    /**
     * Workers × GPUs, where any card that a worker may get matches.
     *
     * @param pattern as the policy writes it
     */
    record Gpus(String pattern, Predicate<String> cards) implements Measure {
        @Override
        public BigDecimal of(Usage usage) {
            return usage.cards().stream().anyMatch(cards) ? BigDecimal.valueOf(usage.gpus()) : BigDecimal.ZERO;
        }

        @Override
        public String key() {
            return "gpus";
        }
    }
}
