package io.podgate.endpoint;

import java.util.Set;

/** What an endpoint computes on. Fixed when it is created; RunPod refuses fields of the other family. */
public enum ComputeFamily {
    GPU(Set.of(Field.GPU_TYPES, Field.GPU_COUNT, Field.CUDA_VERSIONS, Field.MIN_CUDA_VERSION)),
    CPU(Set.of(Field.CPU_FLAVORS, Field.VCPU_COUNT));

    private final Set<Field<?>> fields;

    ComputeFamily(Set<Field<?>> fields) {
        this.fields = fields;
    }

    /** The fields that mean something only on endpoints of this family. */
    public Set<Field<?>> fields() {
        return fields;
    }

    public ComputeFamily other() {
        return this == GPU ? CPU : GPU;
    }
}
