package io.podgate.policy;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Where something stands. Lines and columns count from 1. */
record Place(String file, int line, int column) {

    static Place of(String file, Node node) {
        return of(file, node.getStartMark());
    }

    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    PolicyError error(String message) {
        return new PolicyError(file, line, column, message);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
