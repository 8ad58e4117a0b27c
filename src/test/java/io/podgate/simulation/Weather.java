package io.podgate.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often what goes wrong. Each seed has a weather of its own, in which about half of all troubles never strike: what
 * goes wrong in all ways at once seldom gets far enough to show anything.
 */
final class Weather {

    /** What may go wrong. */
    enum Trouble {
        /** No connection. */
        UNREACHABLE(0.2),
        /** 429: nothing was done. */
        LIMITED(0.2),
        /** 503: nothing was done. */
        REFUSED(0.2),
        /** 500, 502, 504: done or not, perhaps later. */
        BROKEN(0.2),
        /** The connection breaks, done or not, perhaps later. */
        CUT(0.2),
        /** No answer in time, done or not, perhaps later. */
        SILENT(0.2),
        /** Done, and the answer is no JSON. */
        GARBLED(0.1),
        /** Takes seconds, there or back. */
        SLOW(0.3),
        /** The breaker is open. */
        BREAKER(0.1),
        /** No permit. */
        CROWDED(0.1),
        /** A write to the trail takes longer than anybody waits for it. */
        DISK_SLOW(0.1),
        /** A write to the trail fails. */
        DISK_FULL(0.1),
        /** The process ends, at any moment; by the minute. */
        CRASH(3),
        /** Somebody edits an endpoint in RunPod's console; by the minute. */
        CONSOLE(2),
        /** RunPod takes workers from an endpoint; by the minute. */
        SCALE_DOWN(3),
        /** Somebody sets the wall clock; by the minute. */
        CLOCK(2),
        /** The policy is replaced by one with other lines; by the minute. */
        POLICY(15);

        private final double most;

        Trouble(double most) {
            this.most = most;
        }
    }

    private static final Trouble[] OF_EXCHANGES = {
        Trouble.UNREACHABLE,
        Trouble.LIMITED,
        Trouble.REFUSED,
        Trouble.BROKEN,
        Trouble.CUT,
        Trouble.SILENT,
        Trouble.GARBLED,
        Trouble.SLOW,
        Trouble.BREAKER,
        Trouble.CROWDED
    };

    /** From so few that most of what callers ask for has to wait, to about half of it. */
    private static final int LEAST_QUOTA = 6;

    private static final int QUOTAS = 34;

    private final Chance chance;
    private final Map<Trouble, Double> rates = new EnumMap<>(Trouble.class);
    private final Optional<Integer> quota;
    private boolean calm;

    Weather(Chance chance) {
        this.chance = chance;
        for (Trouble trouble : Trouble.values()) {
            rates.put(trouble, chance.once(0.5) ? 0 : chance.next() * trouble.most);
        }
        this.quota = chance.once(0.5) ? Optional.of(LEAST_QUOTA + chance.below(QUOTAS)) : Optional.empty();
    }

    /** From now on nothing goes wrong. */
    void calm() {
        calm = true;
    }

    boolean isBad() {
        return !calm;
    }

    double rate(Trouble trouble) {
        return calm ? 0 : rates.getOrDefault(trouble, 0.0);
    }

    boolean strikes(Trouble trouble) {
        return chance.once(rate(trouble));
    }

    /** How many requests RunPod lets through in ten seconds; empty where it does not say, and does not care. */
    Optional<Integer> quota() {
        return calm ? Optional.empty() : quota;
    }

    /** What strikes an exchange, if anything. */
    Optional<Trouble> ofExchange() {
        for (Trouble trouble : OF_EXCHANGES) {
            if (strikes(trouble)) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }
}
