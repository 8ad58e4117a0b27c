package io.podgate.policy;

import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one limit, each field's in the form that its values call for. */
final class LimitReader {

    static final Keys BOUNDS_ALONE = Keys.of("min", "max");
    static final Keys BOUNDS = Keys.of("min", "max", Enforcement.KEY);
    static final Keys CHOICE = Keys.of("allow", "deny", Enforcement.KEY);
    static final Keys SCALING = Keys.of("types", "queueDelay", "requestCount", Enforcement.KEY);
    private static final Set<String> TYPES =
            new TreeSet<>(Arrays.stream(Scaling.Type.values()).map(Enum::name).toList());

    private LimitReader() {}

    static Optional<Limit<Integer>> number(Page page, Node node) {
        return bounds(page, node, Scalars::count).map(NumberLimit::new);
    }

    static Optional<Limit<Vcpus>> vcpus(Page page, Node node) {
        return bounds(page, node, Scalars::count).map(VcpuLimit::new);
    }

    static Optional<Limit<Duration>> duration(Page page, Node node) {
        return bounds(page, node, Scalars::duration).map(bounds -> new DurationLimit(bounds, false));
    }

    /** A time of which 0 is "no limit", which cannot be a largest value. */
    static Optional<Limit<Duration>> timeLimit(Page page, Node node) {
        Optional<Bounds<Duration>> bounds = bounds(page, node, Scalars::duration);
        if (bounds.flatMap(Bounds::max).filter(Duration::isZero).isPresent()) {
            return page.refuse(node, "0 is no limit at all, so it cannot be a max: leave max out, or say a time");
        }
        return bounds.map(each -> new DurationLimit(each, true));
    }

    static <T> NodeReader<Limit<T>> elements(Elements<T> elements) {
        return (page, node) -> choice(page, node).map(choice -> new ElementLimit<>(choice, elements));
    }

    /** Types by pattern, or whole pools as {@code pool:AMPERE_24}. */
    static Optional<Limit<GpuSelection>> gpus(Page page, Node node) {
        return choice(page, node).flatMap(choice -> {
            boolean namesNoPool =
                    choice.allow().filter(LimitReader::namesNoPool).isPresent()
                            || choice.deny().filter(LimitReader::namesNoPool).isPresent();
            return namesNoPool
                    ? page.refuse(node, "pool: needs the name of a pool")
                    : Optional.of(new GpuLimit(choice));
        });
    }

    private static boolean namesNoPool(Globs globs) {
        return globs.patterns().contains(GpuChoice.POOL);
    }

    static Optional<Limit<Scaling>> scaling(Page page, Node node) {
        return block(page, node, SCALING)
                .map(block -> new ScalingLimit(
                        block.get("types", Lists.of(LimitReader::type)).map(LimitReader::set),
                        block.get("queueDelay", bounds(Scalars::decimal)).orElseGet(Bounds::<BigDecimal>none),
                        block.get("requestCount", bounds(Scalars::count)).orElseGet(Bounds::<Integer>none)));
    }

    private static Optional<Scaling.Type> type(Page page, Node node) {
        return Scalars.word(page, node)
                .flatMap(name -> TYPES.contains(name)
                        ? Optional.of(Scaling.Type.valueOf(name))
                        : page.refuse(node, "unknown scaler \"" + name + "\"" + Suggestion.forTypo(name, TYPES)));
    }

    private static Set<Scaling.Type> set(List<Scaling.Type> types) {
        Set<Scaling.Type> set = EnumSet.noneOf(Scaling.Type.class);
        set.addAll(types);
        return Set.copyOf(set);
    }

    private static Optional<Choice> choice(Page page, Node node) {
        return block(page, node, CHOICE)
                .map(block -> new Choice(block.get("allow", Lists::globs), block.get("deny", Lists::globs)));
    }

    private static <N extends Comparable<N>> NodeReader<Bounds<N>> bounds(NodeReader<N> value) {
        return (page, node) -> block(page, node, BOUNDS_ALONE).map(block -> bounds(block, value));
    }

    private static <N extends Comparable<N>> Optional<Bounds<N>> bounds(Page page, Node node, NodeReader<N> value) {
        return block(page, node, BOUNDS).map(block -> bounds(block, value));
    }

    private static <N extends Comparable<N>> Bounds<N> bounds(Block block, NodeReader<N> value) {
        return new Bounds<>(block.get("min", value), block.get("max", value));
    }

    /** A limit that says nothing is more likely a slip of indentation than a wish. */
    private static Optional<Block> block(Page page, Node node, Keys keys) {
        return Block.read(page, node, keys).filter(block -> {
            boolean saysNothing = block.saysNothingBut(Enforcement.KEY);
            if (saysNothing) {
                block.complain("this limit says nothing");
            }
            return !saysNothing;
        });
    }
}
