package io.podgate.policy;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what defaults and teams have in common. */
final class TermsReader {

    static final String[] KEYS = {
        "budget", "contact", Enforcement.KEY, "fields", "limits", "overrides", "rateLimit", "readLimit", "share"
    };

    static final Keys DEFAULTS = Keys.of(KEYS);
    static final Keys OVERRIDE = Keys.of("endpoints", "limits").later("budget", "fields", Enforcement.KEY);

    private TermsReader() {}

    static Optional<Terms> defaults(Page page, Node node) {
        return Block.read(page, node, DEFAULTS).map(TermsReader::terms);
    }

    static Terms terms(Block block) {
        return new Terms(
                block.get("contact", Scalars::text),
                block.get(Enforcement.KEY, Enforcement::read),
                block.get("fields", Lists::fields),
                block.get("limits", LimitForms::read).orElse(Limits.NONE),
                block.get("budget", BudgetReader::read).orElse(Budget.NONE),
                block.get("overrides", Lists.of(Declared.by(TermsReader::override))),
                block.get("rateLimit", Scalars::rate),
                block.get("readLimit", Scalars::rate),
                block.get("share", Scalars::weight));
    }

    private static Optional<LimitOverride> override(Page page, Node node) {
        return Block.read(page, node, OVERRIDE)
                .map(block -> new LimitOverride(
                        block.require("endpoints", Lists::selectors).orElse(List.of()),
                        block.require("limits", LimitForms::read).orElse(Limits.NONE)));
    }
}
