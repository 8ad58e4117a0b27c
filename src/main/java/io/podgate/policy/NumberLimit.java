package io.podgate.policy;

import io.podgate.endpoint.Change;
import java.util.Map;
import java.util.Optional;

/** Bounds of a count. */
public record NumberLimit(Bounds<Integer> bounds) implements Limit<Integer> {

    @Override
    public Optional<Objection> judge(Change<Integer> change, Proposal proposal) {
        return bounds.judge(change.before().orElse(null), change.after(), Bounds.number());
    }

    @Override
    public Limit<Integer> over(Limit<Integer> base) {
        return base instanceof NumberLimit(Bounds<Integer> below) ? new NumberLimit(bounds.over(below)) : this;
    }

    @Override
    public Optional<String> contradiction() {
        return bounds.areCrossed() ? Optional.of("min is above max") : Optional.empty();
    }

    @Override
    public Map<String, Object> plain() {
        return bounds.plain(value -> value);
    }
}
