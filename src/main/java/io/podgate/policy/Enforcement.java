package io.podgate.policy;

import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** How strictly something holds, the strictest first. */
public enum Enforcement {
    /** What speaks against an update refuses it. */
    DENY,
    /** It is said to the caller, and counted. */
    WARN,
    /** It is recorded and counted, and nobody is bothered with it. */
    TRIAL;

    static final String KEY = "enforcement";

    /** As policies write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The less strict of the two. */
    Enforcement weakenedBy(Enforcement other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** What a block says among other things; empty where it does not, or wrongly. */
    static Optional<Enforcement> in(Page page, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(KEY)) {
                    return read(page, entry.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Enforcement> read(Page page, Node node) {
        return Scalars.text(page, node).flatMap(kind -> {
            for (Enforcement enforcement : values()) {
                if (enforcement.key().equals(kind)) {
                    return Optional.of(enforcement);
                }
            }
            return page.refuse(node, "expected deny, warn or trial but found \"" + kind + "\"");
        });
    }
}
