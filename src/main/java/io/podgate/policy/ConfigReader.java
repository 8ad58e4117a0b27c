package io.podgate.policy;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads endpoints and updates in the words of policies. What is not said is not known, or not changed. */
final class ConfigReader {

    private static final Set<String> FLASHBOOTS =
            Arrays.stream(FlashBoot.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    static final Keys SCALING = Keys.of("type", "queueDelay", "requestCount");
    static final Keys UPDATE = Keys.of(Field.all().stream().map(Field::key).toArray(String[]::new));
    static final Keys ENDPOINT = Keys.of(
            Stream.concat(Stream.of("id"), Field.all().stream().map(Field::key)).toArray(String[]::new));

    private record Form<T>(Field<T> field, NodeReader<T> reader) {
        void into(EndpointConfig.Builder config, Block block) {
            block.get(field.key(), reader).ifPresent(value -> config.set(field, value));
        }
    }

    private static final List<Form<?>> FORMS = List.of(
            new Form<>(Field.NAME, Scalars::word),
            new Form<>(Field.GPU_TYPES, ConfigReader::gpus),
            new Form<>(Field.GPU_COUNT, Scalars::count),
            new Form<>(Field.CUDA_VERSIONS, Lists.of(Scalars::word)),
            new Form<>(Field.MIN_CUDA_VERSION, ConfigReader::orNone),
            new Form<>(Field.CPU_FLAVORS, Lists.of(Scalars::word)),
            new Form<>(Field.DATA_CENTERS, Lists.of(Scalars::word)),
            new Form<>(Field.WORKERS_MIN, Scalars::count),
            new Form<>(Field.WORKERS_MAX, Scalars::count),
            new Form<>(Field.IDLE_TIMEOUT, Scalars::duration),
            new Form<>(Field.SCALING, ConfigReader::scaling),
            new Form<>(Field.EXECUTION_TIMEOUT, Scalars::duration),
            new Form<>(Field.FLASHBOOT, ConfigReader::flashboot),
            new Form<>(Field.NETWORK_VOLUMES, Lists.of(Scalars::word)),
            new Form<>(Field.TEMPLATE, Scalars::word),
            new Form<>(Field.IMAGE, Scalars::word),
            new Form<>(Field.ARGS, Scalars::word),
            new Form<>(Field.DISK, Scalars::count),
            new Form<>(Field.PORTS, Lists.of(Scalars::word)),
            new Form<>(Field.ENV, ConfigReader::env),
            new Form<>(Field.REGISTRY, ConfigReader::orNone));

    static {
        Set<String> read = FORMS.stream().map(form -> form.field().key()).collect(Collectors.toSet());
        read.add(Field.VCPU_COUNT.key());
        if (!read.equals(UPDATE.known())) {
            throw new IllegalStateException("not every field that is accepted is read");
        }
    }

    private ConfigReader() {}

    static Optional<Endpoint> endpoint(Page page, Node node) {
        return Block.read(page, node, ENDPOINT)
                .flatMap(block -> block.require("id", Scalars::word)
                        .map(id -> new Endpoint(
                                id,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                config(block, EndpointConfig.unknown()))));
    }

    /** @param stands whose flavours a number of vCPUs is for, where the update names none */
    static Optional<EndpointConfig> update(Page page, Node node, EndpointConfig stands) {
        return Block.read(page, node, UPDATE).map(block -> config(block, stands));
    }

    private static EndpointConfig config(Block block, EndpointConfig stands) {
        EndpointConfig.Builder config = EndpointConfig.builder();
        FORMS.forEach(form -> form.into(config, block));
        block.get(Field.VCPU_COUNT.key(), Scalars::count).ifPresent(count -> {
            List<String> flavors = block.get(Field.CPU_FLAVORS.key(), Lists.of(Scalars::word))
                    .or(() -> stands.get(Field.CPU_FLAVORS))
                    .orElse(List.of());
            config.set(Field.VCPU_COUNT, Vcpus.each(flavors, count));
        });
        return config.build();
    }

    /** Types, or pools as {@code pool:AMPERE_24}. */
    private static Optional<GpuSelection> gpus(Page page, Node node) {
        return Lists.of(Scalars::word).read(page, node).flatMap(names -> {
            List<String> pools = names.stream()
                    .filter(name -> name.startsWith(GpuChoice.POOL))
                    .map(name -> name.substring(GpuChoice.POOL.length()))
                    .toList();
            if (pools.isEmpty()) {
                return Optional.of(new GpuSelection.Types(names));
            }
            return pools.size() == names.size()
                    ? Optional.of(new GpuSelection.Pools(pools, List.of()))
                    : page.refuse(node, "say either types or pools");
        });
    }

    private static Optional<Optional<String>> orNone(Page page, Node node) {
        Optional<String> text = Scalars.word(page, node);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.filter(some -> !some.isEmpty()));
    }

    private static Optional<Scaling> scaling(Page page, Node node) {
        return Block.read(page, node, SCALING).flatMap(block -> {
            if (block.says("queueDelay") == block.says("requestCount")) {
                return page.refuse(node, "scaling is by queueDelay or by requestCount");
            }
            return block.says("queueDelay")
                    ? block.get("queueDelay", Scalars::decimal).map(Scaling.QueueDelay::new)
                    : block.get("requestCount", Scalars::count).map(Scaling.RequestCount::new);
        });
    }

    private static Optional<FlashBoot> flashboot(Page page, Node node) {
        return Scalars.word(page, node)
                .flatMap(name -> FLASHBOOTS.contains(name)
                        ? Optional.of(FlashBoot.valueOf(name))
                        : page.refuse(
                                node, "unknown flashboot \"" + name + "\"" + Suggestion.forTypo(name, FLASHBOOTS)));
    }

    private static Optional<Env> env(Page page, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return page.refuse(node, "expected variables with values but found " + Scalars.found(node));
        }
        Map<String, String> variables = new LinkedHashMap<>();
        mapping.getValue()
                .forEach(entry -> Scalars.word(page, entry.getKeyNode())
                        .ifPresent(name -> variables.put(
                                name, Scalars.word(page, entry.getValueNode()).orElse(""))));
        return Optional.of(new Env(variables));
    }
}
