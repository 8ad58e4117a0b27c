package io.podgate.dialect;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Routing;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Endpoints of which more or less is known, as one of the dialects could show them. */
final class RandomEndpoints {

    private final RandomValues values;
    private final boolean whole;
    private EndpointConfig.Builder config = EndpointConfig.builder();

    /**
     * Draws from the given source.
     *
     * @param whole whether everything is known that the dialect shows
     */
    RandomEndpoints(Random random, boolean whole) {
        this.values = new RandomValues(random);
        this.whole = whole;
    }

    Endpoint v1(ComputeFamily family) {
        config = EndpointConfig.builder();
        common();
        perhaps(Field.SCALING, () -> values.scaling(false));
        perhaps(Field.FLASHBOOT, () -> values.flashBoot(false));
        perhaps(Field.IDLE_TIMEOUT, values::seconds);
        switch (family) {
            case GPU -> {
                config.set(Field.GPU_TYPES, values.types());
                gpu();
                if (values.coin() && !whole) {
                    config.set(Field.MIN_CUDA_VERSION, Optional.of("12.1"));
                }
            }
            case CPU -> {
                List<String> flavors = values.flavors();
                config.set(Field.CPU_FLAVORS, flavors);
                config.set(Field.VCPU_COUNT, Vcpus.each(flavors, values.vcpus()));
            }
        }
        perhaps(Field.TEMPLATE, () -> "t" + values.upTo(9));
        return new Endpoint("e", Optional.of(family), Optional.empty(), Optional.of("then"), config.build());
    }

    Endpoint v2(ComputeFamily family) {
        config = EndpointConfig.builder();
        common();
        Scaling scaling = values.scaling(true);
        config.set(Field.SCALING, scaling);
        if (scaling instanceof Scaling.QueueDelay) {
            perhaps(Field.IDLE_TIMEOUT, values::seconds);
        }
        perhaps(Field.FLASHBOOT, () -> values.flashBoot(true));
        switch (family) {
            case GPU -> {
                config.set(Field.GPU_TYPES, values.pools());
                gpu();
                perhaps(Field.MIN_CUDA_VERSION, () -> values.maybe("12.1"));
            }
            case CPU -> {
                List<String> flavors = values.flavors();
                config.set(Field.CPU_FLAVORS, flavors);
                config.set(Field.VCPU_COUNT, values.vcpus(flavors));
            }
        }
        perhaps(Field.IMAGE, values::text);
        perhaps(Field.ARGS, values::text);
        perhaps(Field.DISK, () -> 1 + values.upTo(99));
        perhaps(Field.PORTS, values::ids);
        perhaps(Field.ENV, values::env);
        perhaps(Field.REGISTRY, () -> values.maybe("reg"));
        return new Endpoint("e", Optional.of(family), Optional.of(Routing.QUEUE), Optional.of("then"), config.build());
    }

    private void common() {
        perhaps(Field.NAME, values::name);
        perhaps(Field.DATA_CENTERS, values::ids);
        perhaps(Field.WORKERS_MIN, () -> values.upTo(5));
        perhaps(Field.WORKERS_MAX, () -> 5 + values.upTo(5));
        perhaps(Field.EXECUTION_TIMEOUT, values::timeout);
        perhaps(Field.NETWORK_VOLUMES, values::ids);
    }

    private void gpu() {
        perhaps(Field.GPU_COUNT, () -> 1 + values.upTo(7));
        perhaps(Field.CUDA_VERSIONS, values::cuda);
    }

    private <T> void perhaps(Field<T> field, Supplier<T> value) {
        if (whole || values.coin()) {
            config.set(field, value.get());
        }
    }
}
