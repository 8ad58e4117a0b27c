package io.podgate.policy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads a budget. */
final class BudgetReader {

    private static final Keys KEYS =
            Keys.of("burnRate", "floor", "workers", "month", "gpus", "warnAt").later("enforcement");
    private static final String POOL = "pool:";

    private BudgetReader() {}

    static Optional<Budget> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            if (block.saysNothingBut(Enforcement.KEY)) {
                return page.refuse(node, "this budget says nothing");
            }
            return Optional.of(new Budget(
                    block.get("burnRate", Scalars::money),
                    block.get("floor", Scalars::money),
                    block.get("workers", Scalars::count),
                    block.get("month", Scalars::money),
                    block.get("gpus", BudgetReader::gpus).orElseGet(TreeMap::new),
                    block.get("warnAt", Scalars::share)));
        });
    }

    private static Optional<SortedMap<String, Integer>> gpus(Page page, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return page.refuse(node, "expected cards with counts but found " + Scalars.found(node));
        }
        if (mapping.getValue().isEmpty()) {
            return page.refuse(node, "this names no cards");
        }
        SortedMap<String, Integer> gpus = new TreeMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Optional<String> cards = cards(page, entry.getKeyNode());
            Optional<Integer> most = Scalars.count(page, entry.getValueNode());
            if (cards.isPresent() && gpus.put(cards.get(), most.orElse(0)) != null) {
                page.complain(entry.getKeyNode(), "duplicate key \"" + cards.get() + "\"");
            }
        }
        return Optional.of(gpus);
    }

    private static Optional<String> cards(Page page, Node node) {
        return Lists.glob(page, node)
                .flatMap(pattern -> pattern.startsWith(POOL)
                        ? page.refuse(node, "a budget counts cards by their types, not by pools")
                        : Optional.of(pattern));
    }
}
