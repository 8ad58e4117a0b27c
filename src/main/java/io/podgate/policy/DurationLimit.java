package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.PlainValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds of a time.
 *
 * @param zeroIsUnlimited whether 0 stands for no limit at all, and so lies above every max
 */
public record DurationLimit(Bounds<Duration> bounds, boolean zeroIsUnlimited) implements Limit<Duration> {

    private static final Duration UNLIMITED = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Bounds.Shown<Duration> SECONDS = new Bounds.Shown<>() {
        @Override
        public String text(Duration value) {
            return value.equals(UNLIMITED) ? "0 (no limit)" : PlainValues.seconds(value) + " s";
        }

        @Override
        public Object plain(Duration value) {
            return value.equals(UNLIMITED) ? (Number) 0L : PlainValues.seconds(value);
        }
    };

    @Override
    public Optional<Objection> judge(Change<Duration> change, Proposal proposal) {
        return bounds.judge(change.before().map(this::length).orElse(null), length(change.after()), SECONDS);
    }

    private Duration length(Duration value) {
        return zeroIsUnlimited && value.isZero() ? UNLIMITED : value;
    }

    @Override
    public Limit<Duration> over(Limit<Duration> base) {
        return base instanceof DurationLimit(Bounds<Duration> below, boolean zero)
                ? new DurationLimit(bounds.over(below), zero)
                : this;
    }

    @Override
    public Optional<String> contradiction() {
        return bounds.areCrossed() ? Optional.of("min is above max") : Optional.empty();
    }

    @Override
    public Map<String, Object> plain() {
        return bounds.plain(PlainValues::seconds);
    }
}
