package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Valid updates, as one of the dialects could say them of an endpoint of a family. */
final class RandomUpdates {

    private final RandomValues values;

    RandomUpdates(Random random) {
        this.values = new RandomValues(random);
    }

    EndpointUpdate v1(ComputeFamily family) {
        EndpointUpdate.Builder update = EndpointUpdate.builder(Tolerance.DROPS);
        common(update);
        scaling(update);
        if (values.coin()) {
            update.say(
                    Field.FLASHBOOT,
                    values.coin() ? new Assignment.FlashBootOn() : new Assignment.To<>(FlashBoot.OFF),
                    "");
        }
        perhaps(update, Field.IDLE_TIMEOUT, values::seconds);
        if (family == ComputeFamily.GPU) {
            perhaps(update, Field.GPU_TYPES, values::types);
            gpu(update);
        } else {
            perhaps(update, Field.CPU_FLAVORS, values::flavors);
            if (values.coin()) {
                update.say(Field.VCPU_COUNT, new Assignment.VcpusOnEachFlavor(values.vcpus()), "");
            }
        }
        return update.build();
    }

    EndpointUpdate v2(ComputeFamily family) {
        EndpointUpdate.Builder update = EndpointUpdate.builder(Tolerance.REFUSES);
        common(update);
        perhaps(update, Field.SCALING, () -> values.scaling(true));
        perhaps(update, Field.FLASHBOOT, () -> values.flashBoot(true));
        if (family == ComputeFamily.GPU) {
            perhaps(update, Field.GPU_TYPES, values::pools);
            gpu(update);
        } else if (values.coin()) {
            List<String> flavors = values.flavors();
            update.set(Field.CPU_FLAVORS, flavors, "");
            update.set(Field.VCPU_COUNT, values.vcpus(flavors), "");
        }
        perhaps(update, Field.IMAGE, values::identifier);
        perhaps(update, Field.ARGS, values::text);
        perhaps(update, Field.DISK, () -> 1 + values.upTo(99));
        perhaps(update, Field.PORTS, values::ids);
        perhaps(update, Field.ENV, values::env);
        perhaps(update, Field.REGISTRY, () -> values.maybe("reg"));
        return update.build();
    }

    private void common(EndpointUpdate.Builder update) {
        perhaps(update, Field.NAME, values::name);
        perhaps(update, Field.DATA_CENTERS, values::ids);
        perhaps(update, Field.WORKERS_MIN, () -> values.upTo(5));
        perhaps(update, Field.WORKERS_MAX, () -> 5 + values.upTo(5));
        perhaps(update, Field.EXECUTION_TIMEOUT, values::timeout);
        perhaps(update, Field.NETWORK_VOLUMES, values::ids);
    }

    private void gpu(EndpointUpdate.Builder update) {
        perhaps(update, Field.GPU_COUNT, () -> 1 + values.upTo(7));
        if (values.coin()) {
            perhaps(update, Field.CUDA_VERSIONS, values::cuda);
        } else {
            perhaps(update, Field.MIN_CUDA_VERSION, () -> Optional.of("12.1"));
        }
    }

    private void scaling(EndpointUpdate.Builder update) {
        Scaling.Type type = values.coin() ? Scaling.Type.QUEUE_DELAY : Scaling.Type.REQUEST_COUNT;
        switch (values.upTo(3)) {
            case 0 -> update.set(Field.SCALING, values.scaling(false), "");
            case 1 -> update.say(Field.SCALING, new Assignment.ScalerType(type), "");
            case 2 -> update.say(Field.SCALING, new Assignment.ScalerValue(1 + values.upTo(99)), "");
            default -> {}
        }
    }

    private <T> void perhaps(EndpointUpdate.Builder update, Field<T> field, Supplier<T> value) {
        if (values.coin()) {
            update.set(field, value.get(), "");
        }
    }
}
