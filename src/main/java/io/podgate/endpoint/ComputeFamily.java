package io.podgate.endpoint;

import java.util.Set;

/** What an endpoint computes on. Fixed when it is created; RunPod refuses fields of the other family. */
public enum ComputeFamily {
    GPU,
    CPU;

    private static final Set<Field<?>> OF_GPU =
            Set.of(Field.GPU_TYPES, Field.GPU_COUNT, Field.CUDA_VERSIONS, Field.MIN_CUDA_VERSION);
    private static final Set<Field<?>> OF_CPU = Set.of(Field.CPU_FLAVORS, Field.VCPU_COUNT);

    /** The fields that mean something only on endpoints of this family. */
    public Set<Field<?>> fields() {
        return switch (this) {
            case GPU -> OF_GPU;
            case CPU -> OF_CPU;
        };
    }

    /** Whether the field means nothing on endpoints of one of the families. */
    public static boolean has(Field<?> field) {
        return OF_GPU.contains(field) || OF_CPU.contains(field);
    }

    public ComputeFamily other() {
        return this == GPU ? CPU : GPU;
    }
}
