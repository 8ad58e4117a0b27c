package io.podgate.policy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Walks a document as its readers will, aliases included, so that none of them can be sent in circles or for ever. */
final class AliasCheck {

    private static final int MAX_NODES = 2_000_000;
    private static final int MAX_DEPTH = 40;

    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;

    private AliasCheck() {}

    static boolean passes(Node root, Page page) {
        Optional<Fault> fault = new AliasCheck().visit(root);
        fault.ifPresent(found -> page.complain(found.node(), found.message()));
        return fault.isEmpty();
    }

    private record Fault(Node node, String message) {}

    private Optional<Fault> visit(Node node) {
        if (++visited > MAX_NODES) {
            return fault(node, "aliases expand to more than " + MAX_NODES + " nodes");
        }
        if (!(node instanceof CollectionNode<?>)) {
            return Optional.empty();
        }
        if (!above.add(node)) {
            return fault(node, "this contains itself through an alias");
        }
        if (above.size() > MAX_DEPTH) {
            return fault(node, "nested deeper than " + MAX_DEPTH + " levels");
        }
        Optional<Fault> fault = inside(node);
        above.remove(node);
        return fault;
    }

    private Optional<Fault> inside(Node node) {
        Optional<Fault> fault = Optional.empty();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                fault = visit(entry.getKeyNode()).or(() -> visit(entry.getValueNode()));
                if (fault.isPresent()) {
                    return fault;
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                fault = visit(element);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return fault;
    }

    private static Optional<Fault> fault(Node node, String message) {
        return Optional.of(new Fault(node, message));
    }
}
