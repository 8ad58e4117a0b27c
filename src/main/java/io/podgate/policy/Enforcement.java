package io.podgate.policy;

import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

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

    /** Where nothing but the strict kind is there yet. */
    static Optional<Enforcement> strict(Page page, Node node) {
        return read(page, node)
                .flatMap(kind -> kind == DENY
                        ? Optional.of(kind)
                        : page.refuse(node, "not supported yet: enforcement " + kind.key()));
    }
}
