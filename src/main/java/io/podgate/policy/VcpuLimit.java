package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Vcpus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds of the vCPUs of a worker, whatever its flavour. */
public record VcpuLimit(Bounds<Integer> bounds) implements Limit<Vcpus> {

    /** Objects to the first flavour out of bounds; one that was not there is measured against the largest that was. */
    @Override
    public Optional<Objection> judge(Change<Vcpus> change, Proposal proposal) {
        @Nullable Vcpus was = change.before().orElse(null);
        for (Map.Entry<String, Integer> flavor : change.after().byFlavor().entrySet()) {
            @Nullable Integer before = was == null ? null : was.byFlavor().getOrDefault(flavor.getKey(), was.max());
            Optional<Objection> objection = bounds.judge(before, flavor.getValue(), Bounds.number());
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
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
