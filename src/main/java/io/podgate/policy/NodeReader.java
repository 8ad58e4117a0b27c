package io.podgate.policy;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Makes a value of a piece of YAML. */
@FunctionalInterface
interface NodeReader<T> {

    /** The value; empty where it is wrong, and then a complaint has been made. */
    Optional<T> read(Page page, Node node);
}
