package io.podgate.policy;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a group. */
final class GroupReader {

    static final Keys KEYS = Keys.of("name", "endpoints", "limits", "budget", Enforcement.KEY);

    private GroupReader() {}

    static Optional<Group> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            Optional<String> name = block.require("name", Scalars::name);
            var endpoints = block.require("endpoints", Lists::selectors);
            Limits limits = block.get("limits", LimitForms::read).orElse(Limits.NONE);
            Budget budget = block.get("budget", BudgetReader::read).orElse(Budget.NONE);
            Enforcement enforcement =
                    block.get(Enforcement.KEY, Enforcement::read).orElse(Enforcement.DENY);
            return name.flatMap(known -> endpoints.map(which -> new Group(known, which, enforcement, limits, budget)));
        });
    }
}
