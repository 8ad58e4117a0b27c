package io.podgate.endpoint;

import java.util.List;

/**
 * What an update says of one field. Most say the whole value; some say half of it, and the endpoint as it stands
 * completes the rest.
 */
public sealed interface Assignment<T> {

    /** The whole value. */
    record To<T>(T value) implements Assignment<T> {}

    /** v1's {@code scalerType} without {@code scalerValue}: the current value stays. */
    record ScalerType(Scaling.Type type) implements Assignment<Scaling> {}

    /** v1's {@code scalerValue} without {@code scalerType}: the current scaler stays. */
    record ScalerValue(int value) implements Assignment<Scaling> {}

    /** v1's {@code flashboot: true}: on, and PRIORITY_FLASHBOOT stays where it stands. */
    record FlashBootOn() implements Assignment<FlashBoot> {}

    /** v1's empty {@code templateId}: no template, as scripts send back what they read. */
    record NoTemplate() implements Assignment<String> {}

    /** v2's pools without {@code excludedTypes}: the exclusions that belong to these pools stay. */
    record PoolsKeepingExclusions(List<String> pools) implements Assignment<GpuSelection> {
        public PoolsKeepingExclusions {
            pools = List.copyOf(pools);
        }
    }

    /** v1's {@code vcpuCount}: the same on each flavour that the endpoint will have. */
    record VcpusOnEachFlavor(int count) implements Assignment<Vcpus> {}
}
