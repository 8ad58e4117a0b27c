package io.podgate.policy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads a budget. A line is its cap, or its cap with how strictly it holds. */
final class BudgetReader {

    static final Keys KEYS = Keys.of("burnRate", "floor", "workers", "month", "gpus", "warnAt", Enforcement.KEY);
    static final Keys LINE = Keys.of("max", Enforcement.KEY);

    /** What the lines say themselves about how strictly they hold. */
    private final Map<String, Enforcement> said = new LinkedHashMap<>();

    private BudgetReader() {}

    static Optional<Budget> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            if (block.saysNothingBut(Enforcement.KEY)) {
                return page.refuse(node, "this budget says nothing");
            }
            return Optional.of(new BudgetReader().budget(block));
        });
    }

    private Budget budget(Block block) {
        Optional<BigDecimal> burnRate = block.get("burnRate", line("burnRate", Scalars::money));
        Optional<BigDecimal> floor = block.get("floor", line("floor", Scalars::money));
        Optional<Integer> workers = block.get("workers", line("workers", Scalars::count));
        Optional<BigDecimal> month = block.get("month", line("month", Scalars::money));
        SortedMap<String, Integer> gpus = block.get("gpus", this::gpus).orElseGet(TreeMap::new);
        SortedMap<String, Enforcement> enforcements = new TreeMap<>();
        block.get(Enforcement.KEY, Enforcement::read).ifPresent(all -> {
            for (String line : block.keys()) {
                enforcements.put(line, all);
            }
            gpus.keySet().forEach(cards -> enforcements.put(Budget.gpus(cards), all));
            enforcements.keySet().removeAll(List.of("gpus", "warnAt", Enforcement.KEY));
        });
        enforcements.putAll(said);
        return new Budget(burnRate, floor, workers, month, gpus, enforcements, block.get("warnAt", Scalars::share));
    }

    private <N> NodeReader<N> line(String name, NodeReader<N> cap) {
        return (page, node) -> {
            if (!(node instanceof MappingNode)) {
                return cap.read(page, node);
            }
            return Block.read(page, node, LINE).flatMap(block -> {
                block.get(Enforcement.KEY, Enforcement::read).ifPresent(kind -> said.put(name, kind));
                return block.require("max", cap);
            });
        };
    }

    private Optional<SortedMap<String, Integer>> gpus(Page page, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return page.refuse(node, "expected cards with counts but found " + Scalars.found(node));
        }
        if (mapping.getValue().isEmpty()) {
            return page.refuse(node, "this names no cards");
        }
        SortedMap<String, Integer> gpus = new TreeMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Optional<String> cards = cards(page, entry.getKeyNode());
            Optional<Integer> most =
                    line(Budget.gpus(cards.orElse("")), Scalars::count).read(page, entry.getValueNode());
            if (cards.isPresent() && gpus.put(cards.get(), most.orElse(0)) != null) {
                page.complain(entry.getKeyNode(), "duplicate key \"" + cards.get() + "\"");
            }
        }
        return Optional.of(gpus);
    }

    private static Optional<String> cards(Page page, Node node) {
        return Lists.glob(page, node)
                .flatMap(pattern -> pattern.startsWith(GpuChoice.POOL)
                        ? page.refuse(node, "a budget counts cards by their types, not by pools")
                        : Optional.of(pattern));
    }
}
