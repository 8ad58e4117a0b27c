package io.podgate.policy;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** How strictly something holds. Only the strict kind is there yet, so it is checked and not kept. */
final class Enforcement {

    static final String KEY = "enforcement";

    private Enforcement() {}

    static Optional<String> read(Page page, Node node) {
        return Scalars.text(page, node).flatMap(kind -> switch (kind) {
            case "deny" -> Optional.of(kind);
            case "warn", "trial" -> page.refuse(node, "not supported yet: enforcement " + kind);
            default -> page.refuse(node, "expected deny, warn or trial but found \"" + kind + "\"");
        });
    }
}
