package io.podgate.policy;

import java.util.Collection;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** One file while it is read: knows its name, and where complaints about it go. */
record Page(String file, Collection<PolicyError> errors) {

    Place place(Node node) {
        return Place.of(file, node);
    }

    void complain(Node node, String message) {
        errors.add(place(node).error(message));
    }

    /** Complains, for readers that have no value to give. */
    <T> Optional<T> refuse(Node node, String message) {
        complain(node, message);
        return Optional.empty();
    }
}
