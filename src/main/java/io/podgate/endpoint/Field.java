package io.podgate.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be said of an endpoint. These are the words of the policy files, of dry runs, of the audit trail
 * and of the tests, whatever dialect a caller speaks.
 *
 * @param <T> what a value of the field is
 */
public final class Field<T> {

    private static final List<Field<?>> ALL = new ArrayList<>();

    public static final Field<String> NAME = new Field<>("name", Trend.identity());
    /** The cards a worker may get; compared as types once {@link EndpointConfig#expanded expanded}. */
    public static final Field<GpuSelection> GPU_TYPES = new Field<>("gpuTypes", GpuSelection::direction);
    /** GPUs per worker. */
    public static final Field<Integer> GPU_COUNT = new Field<>("gpuCount", Trend.<Integer>size());
    /** Acceptable CUDA versions, {@code major.minor}; empty accepts any. */
    public static final Field<List<String>> CUDA_VERSIONS = new Field<>("cudaVersions", Trend.restriction());
    /** Lowest acceptable CUDA version; an empty Optional is a known absence of a floor. */
    public static final Field<Optional<String>> MIN_CUDA_VERSION = new Field<>("minCudaVersion", Trend.identity());
    /** CPU flavours in order of preference, each of them once. */
    public static final Field<List<String>> CPU_FLAVORS = new Field<>("cpuFlavors", Trend.preference());
    /** vCPUs per worker, with the flavours that have so many. */
    public static final Field<Vcpus> VCPU_COUNT = new Field<>("vcpuCount", Vcpus::direction);
    /** Where workers may run; empty is everywhere. */
    public static final Field<List<String>> DATA_CENTERS = new Field<>("dataCenters", Trend.restriction());

    public static final Field<Integer> WORKERS_MIN = new Field<>("workersMin", Trend.<Integer>size());
    public static final Field<Integer> WORKERS_MAX = new Field<>("workersMax", Trend.<Integer>size());
    public static final Field<Duration> IDLE_TIMEOUT = new Field<>("idleTimeout", Trend.<Duration>size());
    public static final Field<Scaling> SCALING = new Field<>("scaling", Trend.identity());
    /** How long one job may run; zero is no limit. */
    public static final Field<Duration> EXECUTION_TIMEOUT = new Field<>("executionTimeout", Trend.timeLimit());

    public static final Field<FlashBoot> FLASHBOOT = new Field<>("flashboot", Trend.identity());
    public static final Field<List<String>> NETWORK_VOLUMES = new Field<>("networkVolumes", Trend.set());
    public static final Field<String> TEMPLATE = new Field<>("template", Trend.identity());
    public static final Field<String> IMAGE = new Field<>("image", Trend.identity());
    public static final Field<String> ARGS = new Field<>("args", Trend.identity());
    /** Container disk in GB. */
    public static final Field<Integer> DISK = new Field<>("disk", Trend.identity());

    public static final Field<List<String>> PORTS = new Field<>("ports", Trend.unordered());
    public static final Field<Env> ENV = new Field<>("env", Trend.identity());
    /** Registry credential; an empty Optional is a known absence of one. */
    public static final Field<Optional<String>> REGISTRY = new Field<>("registry", Trend.identity());

    private static final List<Field<?>> OF_CONTAINER = List.of(IMAGE, ARGS, DISK, PORTS, ENV, REGISTRY);
    private static final List<Field<?>> IN_ORDER = List.copyOf(ALL);
    private static final Map<String, Field<?>> BY_KEY =
            IN_ORDER.stream().collect(Collectors.toUnmodifiableMap(Field::key, field -> field));

    private final String key;
    private final int ordinal;
    private final Trend<T> trend;

    @SuppressWarnings("ThisEscapedInObjectConstruction")
    private Field(String key, Trend<T> trend) {
        this.key = key;
        this.trend = trend;
        this.ordinal = ALL.size();
        ALL.add(this);
    }

    /** All fields, in the order in which they are shown. */
    public static List<Field<?>> all() {
        return IN_ORDER;
    }

    /** What a container is made of, and what a template brings. */
    public static List<Field<?>> ofContainer() {
        return OF_CONTAINER;
    }

    public static Optional<Field<?>> byKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The field's name in policies and answers. */
    public String key() {
        return key;
    }

    int ordinal() {
        return ordinal;
    }

    static int count() {
        return ALL.size();
    }

    /** Which way it goes from {@code before} (null: unknown) to {@code after}. */
    public Direction direction(@Nullable T before, T after) {
        return after.equals(before) ? Direction.SAME : trend.between(before, after);
    }

    @Override
    public String toString() {
        return key;
    }
}
