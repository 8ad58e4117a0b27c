package io.podgate.rehearsal;

import io.podgate.budget.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A team whose money is another one: what its endpoints may burn at worst, USD per hour. */
public sealed interface TeamChange {

    String team();

    /** What it might burn by the old policy; empty where that denies nothing for its sake, or does not know it. */
    Optional<Money> before();

    /** The same by the new policy. */
    Optional<Money> after();

    /** How much more it might burn; empty where that is not known, or without bounds. */
    Optional<Money> gains();

    /** What its endpoints take by the new policy. */
    Money takes();

    /** The old policy does not know it: it gains all that it may burn. */
    record Added(String team, Optional<Money> after, Money takes) implements TeamChange {

        @Override
        public Optional<Money> before() {
            return Optional.empty();
        }

        @Override
        public Optional<Money> gains() {
            return after;
        }
    }

    /** The new policy does not know it: it loses all that it might burn. */
    record Removed(String team, Optional<Money> before) implements TeamChange {

        @Override
        public Optional<Money> after() {
            return Optional.empty();
        }

        @Override
        public Optional<Money> gains() {
            return before.map(Money.ZERO::minus);
        }

        @Override
        public Money takes() {
            return Money.ZERO;
        }
    }

    /** Its cap is another one. */
    record Changed(String team, Optional<Money> before, Optional<Money> after, Money takes) implements TeamChange {

        @Override
        public Optional<Money> gains() {
            return before.flatMap(old -> after.map(now -> now.minus(old)));
        }
    }

    /** {@code added}, {@code removed} or {@code changed}. */
    default String kind() {
        return switch (this) {
            case Added added -> "added";
            case Removed removed -> "removed";
            case Changed changed -> "changed";
        };
    }

    /** For somebody who reads it. */
    default String text() {
        return "team " + team() + " is " + kind() + ": " + words();
    }

    private String words() {
        return switch (this) {
            case Added added ->
                added.after().map(cap -> "it gains a burn rate of " + cap).orElse("its burn rate has no cap") + taken();
            case Removed removed ->
                removed.before().map(cap -> "it loses its burn rate of " + cap).orElse("its burn rate had no cap");
            case Changed changed -> "burn rate " + shown(before()) + " -> " + shown(after()) + sum() + taken();
        };
    }

    private static String shown(Optional<Money> cap) {
        return cap.map(Money::toString).orElse("without a cap");
    }

    private String sum() {
        return gains().map(gain -> gain.usd().signum() < 0 ? ", loses " + Money.ZERO.minus(gain) : ", gains " + gain)
                .orElse("");
    }

    private String taken() {
        return "; its endpoints take " + takes();
    }

    /** As plain values. */
    default Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("team", team());
        plain.put("change", kind());
        before().ifPresent(cap -> plain.put("capBefore", cap.shown()));
        after().ifPresent(cap -> plain.put("capAfter", cap.shown()));
        gains().ifPresent(gain -> plain.put("gains", gain.shown()));
        plain.put("takes", takes().shown());
        return plain;
    }
}
