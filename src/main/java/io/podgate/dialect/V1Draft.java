package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import java.util.List;
import java.util.Optional;

/** Makes an update definite for a RunPod that speaks v1. */
final class V1Draft {

    private static final List<Field<?>> PLAIN = List.of(
            Field.NAME,
            Field.GPU_COUNT,
            Field.CUDA_VERSIONS,
            Field.MIN_CUDA_VERSION,
            Field.DATA_CENTERS,
            Field.IDLE_TIMEOUT,
            Field.EXECUTION_TIMEOUT,
            Field.NETWORK_VOLUMES);

    private V1Draft() {}

    static Draft of(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        Drafting draft = new Drafting(current, update, catalog);
        FamilyRule.apply(draft);
        draft.refuseFlaws();
        CudaRule.noneOnV1(draft);
        draft.writeAsSaid(PLAIN);
        TemplateRule.link(draft, template);
        V1Types.choose(draft);
        CudaRule.clearWhatV1CanClear(draft);
        CpuRule.keepHalves(draft);
        WorkersRule.apply(draft);
        ScalingRule.keepHalves(draft);
        flashBoot(draft);
        refuseTheUnsayable(draft);
        return draft.conclude(V1Body::of);
    }

    private static void flashBoot(Drafting draft) {
        draft.said(Field.FLASHBOOT).ifPresent(said -> {
            switch (said) {
                case Assignment.To<FlashBoot>(FlashBoot value) -> draft.write(Field.FLASHBOOT, value);
                case Assignment.FlashBootOn() -> draft.write(Field.FLASHBOOT, FlashBoot.FLASHBOOT);
            }
        });
    }

    private static void refuseTheUnsayable(Drafting draft) {
        for (Field<?> field : ContainerJson.FIELDS) {
            if (draft.update().mentions(field)) {
                draft.refuse(field, "cannot be said to this RunPod, which speaks v1");
            }
        }
        if (draft.written(Field.NAME).filter(name -> !V1Update.isName(name)).isPresent()) {
            draft.refuse(Field.NAME, "must be " + V1Update.NAME_ALLOWED + " on this RunPod, which speaks v1");
        }
        if (draft.written(Field.EXECUTION_TIMEOUT)
                .filter(timeout -> !V1Timeout.allows(timeout))
                .isPresent()) {
            draft.refuse(Field.EXECUTION_TIMEOUT, "must be " + V1Timeout.ALLOWED + " on this RunPod, which speaks v1");
        }
        if (draft.written(Field.SCALING)
                .filter(scaling -> ScalingRule.number(scaling).isEmpty())
                .isPresent()) {
            draft.refuse(Field.SCALING, "must have an integer of at least 1 on this RunPod, which speaks v1");
        }
        if (draft.written(Field.FLASHBOOT)
                .filter(mode -> mode == FlashBoot.PRIORITY_FLASHBOOT)
                .isPresent()) {
            draft.refuse(Field.FLASHBOOT, "must be OFF or FLASHBOOT on this RunPod, which speaks v1");
        }
    }
}
