package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Vcpus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** CPU flavours and their vCPUs: v1 says them apart, v2 only as one whole. */
final class CpuRule {

    private static final String INCOMPLETE =
            "cannot be completed from the endpoint's current vCPUs: send vcpuCount too";

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
            draft.refuse(
                    Field.VCPU_COUNT,
                    "must be one size on each flavour, the same on all: RunPod's v1 takes one vcpuCount");
        }
        if (draft.written(Field.CPU_FLAVORS).isPresent()
                && draft.written(Field.VCPU_COUNT).isEmpty()) {
            keepCount(draft, flavors);
        }
    }

    /** Which of several sizes v1 would keep is not known. */
    private static void keepCount(Drafting draft, List<String> flavors) {
        Optional<Vcpus> now = draft.current(Field.VCPU_COUNT);
        if (now.isEmpty()) {
            draft.forget(Field.VCPU_COUNT);
        } else if (now.get().uniform()) {
            draft.imply(Field.VCPU_COUNT, Vcpus.each(flavors, now.get().max()));
        } else {
            draft.refuse(Field.CPU_FLAVORS, INCOMPLETE);
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
            draft.refuse(Field.CPU_FLAVORS, INCOMPLETE);
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

    /** The sizes that stand, on these flavours; a flavour that was not there takes the count that all others have. */
    private static Optional<Vcpus> on(List<String> flavors, Vcpus now) {
        if (now.uniform()) {
            return Optional.of(Vcpus.each(flavors, now.max()));
        }
        if (!now.flavors().containsAll(flavors)) {
            return Optional.empty();
        }
        Vcpus kept = new Vcpus(now.sizes().stream()
                .filter(size -> flavors.contains(size.flavor()))
                .toList());
        return Optional.of(kept.flavors().equals(flavors) ? kept : reordered(kept, flavors));
    }

    private static Vcpus reordered(Vcpus vcpus, List<String> flavors) {
        return new Vcpus(vcpus.sizes().stream()
                .sorted(Comparator.comparingInt(size -> flavors.indexOf(size.flavor())))
                .toList());
    }

    private static void check(Drafting draft, Vcpus vcpus) {
        Field<?> field = draft.update().mentions(Field.VCPU_COUNT) ? Field.VCPU_COUNT : Field.CPU_FLAVORS;
        for (Vcpus.Size size : vcpus.sizes()) {
            int count = size.vcpus();
            if (!V2Cpu.allows(count)) {
                draft.refuse(field, "must come to a power of two of at least 2 vCPUs; found " + count);
            }
            Optional<Catalog.CpuType> type = draft.catalog().cpu(size.flavor());
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
