package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Which form of limit each field has. Every field has one. */
final class LimitForms {

    private record Form<T>(Field<T> field, NodeReader<Limit<T>> reader) {
        Optional<Limits> read(Page page, Node node) {
            Optional<Enforcement> enforcement = Enforcement.in(page, node);
            return reader.read(page, node).map(limit -> {
                Limits limits = Limits.NONE.with(field, limit);
                return enforcement.map(kind -> limits.enforced(field, kind)).orElse(limits);
            });
        }
    }

    private static final Map<String, Form<?>> BY_KEY = new LinkedHashMap<>();

    static {
        add(Field.NAME, LimitReader.elements(Elements.one(name -> name)));
        add(Field.GPU_TYPES, LimitReader::gpus);
        add(Field.GPU_COUNT, LimitReader::number);
        add(Field.CUDA_VERSIONS, LimitReader.elements(Elements.restriction()));
        add(Field.MIN_CUDA_VERSION, LimitReader.elements(Elements.optionalRestriction()));
        add(Field.CPU_FLAVORS, LimitReader.elements(Elements.set()));
        add(Field.VCPU_COUNT, LimitReader::vcpus);
        add(Field.DATA_CENTERS, LimitReader.elements(Elements.restriction()));
        add(Field.WORKERS_MIN, LimitReader::number);
        add(Field.WORKERS_MAX, LimitReader::number);
        add(Field.IDLE_TIMEOUT, LimitReader::duration);
        add(Field.SCALING, LimitReader::scaling);
        add(Field.EXECUTION_TIMEOUT, LimitReader::timeLimit);
        add(Field.FLASHBOOT, LimitReader.elements(Elements.one(Enum::name)));
        add(Field.NETWORK_VOLUMES, LimitReader.elements(Elements.set()));
        add(Field.TEMPLATE, LimitReader.elements(Elements.one(id -> id)));
        add(Field.IMAGE, LimitReader.elements(Elements.one(image -> image)));
        add(Field.ARGS, LimitReader.elements(Elements.one(args -> args)));
        add(Field.DISK, LimitReader::number);
        add(Field.PORTS, LimitReader.elements(Elements.set()));
        add(Field.ENV, LimitReader.elements(Elements.variables()));
        add(Field.REGISTRY, LimitReader.elements(Elements.optional()));
    }

    private static final Keys KEYS = Keys.of(
            Stream.concat(BY_KEY.keySet().stream(), Stream.of(Enforcement.KEY)).toArray(String[]::new));

    private LimitForms() {}

    private static <T> void add(Field<T> field, NodeReader<Limit<T>> reader) {
        BY_KEY.put(field.key(), new Form<>(field, reader));
    }

    private static Form<?> form(String key) {
        Form<?> form = BY_KEY.get(key);
        if (form == null) {
            throw new IllegalArgumentException(key);
        }
        return form;
    }

    /** The limit of one field, alone. */
    static NodeReader<Limits> of(Field<?> field) {
        return form(field.key())::read;
    }

    /** A block of limits by the fields' names. */
    static Optional<Limits> read(Page page, Node node) {
        return Block.read(page, node, KEYS).map(block -> {
            Limits limits = Limits.NONE;
            for (String key : block.keys()) {
                if (key.equals(Enforcement.KEY)) {
                    continue;
                }
                Optional<Limits> one = block.get(key, form(key)::read);
                one.flatMap(limit -> limit.contradiction())
                        .ifPresent(message -> page.errors().add(block.place(key).error(message)));
                limits = one.orElse(Limits.NONE).over(limits);
            }
            Optional<Enforcement> all = block.get(Enforcement.KEY, Enforcement::read);
            if (all.isPresent() && block.saysNothingBut(Enforcement.KEY)) {
                block.complain("these limits say nothing");
            }
            return all.map(limits::enforced).orElse(limits);
        });
    }
}
