package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Vcpus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bounds of the vCPUs of a worker, whatever its flavour. */
public record VcpuLimit(Bounds<Integer> bounds) implements Limit<Vcpus> {

    /** Objects to the first size out of bounds that was not there. */
    @Override
    public Optional<Objection> judge(Change<Vcpus> change, Proposal proposal) {
        return steps(change).stream()
                .flatMap(step -> bounds.judge(step.instead().orElse(null), step.vcpus(), Bounds.number()).stream())
                .findFirst();
    }

    private static List<Vcpus.Step> steps(Change<Vcpus> change) {
        return change.before()
                .map(change.after()::since)
                .orElseGet(() -> change.after().sizes().stream()
                        .map(size -> new Vcpus.Step(size.vcpus(), Optional.empty()))
                        .toList());
    }

    @Override
    public Limit<Vcpus> over(Limit<Vcpus> base) {
        return base instanceof VcpuLimit(Bounds<Integer> below) ? new VcpuLimit(bounds.over(below)) : this;
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
