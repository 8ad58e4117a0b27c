package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Vcpus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** CPU flavours and their vCPUs: v1 says them apart, v2 only as one whole. */
final class CpuRule {

    private CpuRule() {}

    /**
     * For a RunPod that is told halves as halves, and one count for all flavours. It shows instances and neither of the
     * two: what stands is inferred, good enough to complete a half but not to say that nothing changes.
     */
    static void keepHalves(Drafting draft) {
        ComputeFamily.CPU.fields().stream().filter(draft.update()::mentions).forEach(draft::doubt);
        draft.update().value(Field.CPU_FLAVORS).ifPresent(flavors -> draft.write(Field.CPU_FLAVORS, flavors));
        List<String> flavors = draft.after(Field.CPU_FLAVORS).orElse(List.of());
        draft.said(Field.VCPU_COUNT).ifPresent(said -> draft.write(Field.VCPU_COUNT, counts(said, flavors)));
        if (draft.written(Field.VCPU_COUNT).filter(vcpus -> !vcpus.uniform()).isPresent()) {
            draft.refuse(Field.VCPU_COUNT, "must be the same on each flavour: RunPod's v1 takes one vcpuCount for all");
        }
        if (draft.written(Field.CPU_FLAVORS).isPresent()
                && draft.written(Field.VCPU_COUNT).isEmpty()) {
            draft.current(Field.VCPU_COUNT)
                    .flatMap(now -> on(flavors, now))
                    .ifPresentOrElse(
                            counts -> draft.imply(Field.VCPU_COUNT, counts), () -> draft.forget(Field.VCPU_COUNT));
        }
    }

    /** For a RunPod that is told all of it or nothing. */
    static void writeWhole(Drafting draft) {
        Optional<Assignment<Vcpus>> saidCounts = draft.said(Field.VCPU_COUNT);
        Optional<List<String>> saidFlavors = draft.update().value(Field.CPU_FLAVORS);
        if (saidCounts.isEmpty() && saidFlavors.isEmpty()) {
            return;
        }
        if (saidCounts.isEmpty() || saidFlavors.isEmpty()) {
            draft.restOnCurrent();
        }
        Optional<List<String>> flavors = saidFlavors.or(() -> draft.current(Field.CPU_FLAVORS));
        if (flavors.isEmpty()) {
            draft.refuse(
                    Field.VCPU_COUNT, "cannot be completed, since the flavours are not known: send cpuFlavorIds too");
            return;
        }
        Optional<Vcpus> counts = saidCounts.isPresent()
                ? Optional.of(counts(saidCounts.get(), flavors.get()))
                : draft.current(Field.VCPU_COUNT).flatMap(now -> on(flavors.get(), now));
        if (counts.isEmpty()) {
            draft.refuse(
                    Field.CPU_FLAVORS, "cannot be completed from the endpoint's current vCPUs: send vcpuCount too");
            return;
        }
        check(draft, counts.get());
        draft.write(Field.CPU_FLAVORS, flavors.get());
        draft.write(Field.VCPU_COUNT, counts.get());
    }

    private static Vcpus counts(Assignment<Vcpus> said, List<String> flavors) {
        return switch (said) {
            case Assignment.To<Vcpus>(Vcpus whole) -> whole;
            case Assignment.VcpusOnEachFlavor(int count) -> Vcpus.each(flavors, count);
        };
    }

    /** The counts that stand, on these flavours; a flavour that was not there takes the count that all others have. */
    private static Optional<Vcpus> on(List<String> flavors, Vcpus now) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (String flavor : flavors) {
            Integer count =
                    now.uniform() ? Integer.valueOf(now.max()) : now.byFlavor().get(flavor);
            if (count == null) {
                return Optional.empty();
            }
            counts.put(flavor, count);
        }
        return Optional.of(new Vcpus(counts));
    }

    private static void check(Drafting draft, Vcpus vcpus) {
        Field<?> field = draft.update().mentions(Field.VCPU_COUNT) ? Field.VCPU_COUNT : Field.CPU_FLAVORS;
        for (Map.Entry<String, Integer> entry : vcpus.byFlavor().entrySet()) {
            int count = entry.getValue();
            if (!V2Cpu.allows(count)) {
                draft.refuse(field, "must come to a power of two of at least 2 vCPUs; found " + count);
            }
            Optional<Catalog.CpuType> type = draft.catalog().cpu(entry.getKey());
            if (type.isPresent()
                    && (count < type.get().minVcpus() || count > type.get().maxVcpus())) {
                draft.refuse(
                        field,
                        "must be within the range of " + type.get().id() + ", "
                                + type.get().minVcpus() + " to " + type.get().maxVcpus() + " vCPUs; found " + count);
            }
        }
    }
}
