package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Which form of limit each field has. Every field has one. */
final class LimitForms {

    /** What can be said in a limit. */
    enum Shape {
        /** A smallest and a largest count. */
        COUNT,
        /** A smallest and a largest time. */
        TIME,
        /** Names that are allowed or denied. */
        NAMES,
        SCALING
    }

    private record Form<T>(Field<T> field, Shape shape, NodeReader<Limit<T>> reader) {
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
        add(Field.NAME, Shape.NAMES, LimitReader.elements(Elements.one(name -> name)));
        add(Field.GPU_TYPES, Shape.NAMES, LimitReader::gpus);
        add(Field.GPU_COUNT, Shape.COUNT, LimitReader::number);
        add(Field.CUDA_VERSIONS, Shape.NAMES, LimitReader.elements(Elements.restriction()));
        add(Field.MIN_CUDA_VERSION, Shape.NAMES, LimitReader.elements(Elements.optionalRestriction()));
        add(Field.CPU_FLAVORS, Shape.NAMES, LimitReader.elements(Elements.set()));
        add(Field.VCPU_COUNT, Shape.COUNT, LimitReader::vcpus);
        add(Field.DATA_CENTERS, Shape.NAMES, LimitReader.elements(Elements.restriction()));
        add(Field.WORKERS_MIN, Shape.COUNT, LimitReader::number);
        add(Field.WORKERS_MAX, Shape.COUNT, LimitReader::number);
        add(Field.IDLE_TIMEOUT, Shape.TIME, LimitReader::duration);
        add(Field.SCALING, Shape.SCALING, LimitReader::scaling);
        add(Field.EXECUTION_TIMEOUT, Shape.TIME, LimitReader::timeLimit);
        add(Field.FLASHBOOT, Shape.NAMES, LimitReader.elements(Elements.one(Enum::name)));
        add(Field.NETWORK_VOLUMES, Shape.NAMES, LimitReader.elements(Elements.set()));
        add(Field.TEMPLATE, Shape.NAMES, LimitReader.elements(Elements.one(id -> id)));
        add(Field.IMAGE, Shape.NAMES, LimitReader.elements(Elements.one(image -> image)));
        add(Field.ARGS, Shape.NAMES, LimitReader.elements(Elements.one(args -> args)));
        add(Field.DISK, Shape.COUNT, LimitReader::number);
        add(Field.PORTS, Shape.NAMES, LimitReader.elements(Elements.set()));
        add(Field.ENV, Shape.NAMES, LimitReader.elements(Elements.variables()));
        add(Field.REGISTRY, Shape.NAMES, LimitReader.elements(Elements.optional()));
    }

    static final Keys KEYS = Keys.of(
            Stream.concat(BY_KEY.keySet().stream(), Stream.of(Enforcement.KEY)).toArray(String[]::new));

    private LimitForms() {}

    private static <T> void add(Field<T> field, Shape shape, NodeReader<Limit<T>> reader) {
        BY_KEY.put(field.key(), new Form<>(field, shape, reader));
    }

    private static Form<?> form(String key) {
        Form<?> form = BY_KEY.get(key);
        if (form == null) {
            throw new IllegalArgumentException(key);
        }
        return form;
    }

    static Shape shape(String key) {
        return form(key).shape();
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
