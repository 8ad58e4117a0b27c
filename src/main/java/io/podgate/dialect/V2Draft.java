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

/** Makes an update definite for a RunPod that speaks v2. */
final class V2Draft {

    private static final List<Field<?>> PLAIN = List.of(
            Field.NAME,
            Field.GPU_COUNT,
            Field.CUDA_VERSIONS,
            Field.MIN_CUDA_VERSION,
            Field.DATA_CENTERS,
            Field.EXECUTION_TIMEOUT,
            Field.NETWORK_VOLUMES,
            Field.IMAGE,
            Field.ARGS,
            Field.DISK,
            Field.PORTS,
            Field.ENV,
            Field.REGISTRY);

    private V2Draft() {}

    static Draft of(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        Drafting draft = new Drafting(current, update, catalog);
        FamilyRule.apply(draft);
        draft.refuseFlaws();
        CudaRule.noneOnV2(draft);
        draft.writeAsSaid(PLAIN);
        TemplateRule.expand(draft, template);
        name(draft);
        V2Pools.choose(draft);
        CudaRule.clearTheOther(draft);
        CpuRule.writeWhole(draft);
        WorkersRule.apply(draft);
        ScalingRule.writeWhole(draft);
        IdleTimeoutRule.apply(draft);
        flashBoot(draft);
        return draft.conclude((written, rest) -> V2Body.of(written));
    }

    private static void name(Drafting draft) {
        if (draft.written(Field.NAME).filter(String::isEmpty).isPresent()) {
            draft.refuse(Field.NAME, "must not be empty: RunPod's v2 asks for at least 1 character");
        }
    }

    private static void flashBoot(Drafting draft) {
        draft.said(Field.FLASHBOOT).ifPresent(said -> {
            switch (said) {
                case Assignment.To<FlashBoot>(FlashBoot value) -> draft.write(Field.FLASHBOOT, value);
                case Assignment.FlashBootOn() -> {
                    draft.restOnCurrent();
                    draft.write(
                            Field.FLASHBOOT,
                            draft.current(Field.FLASHBOOT)
                                    .filter(now -> now != FlashBoot.OFF)
                                    .orElse(FlashBoot.FLASHBOOT));
                }
            }
        });
    }
}
