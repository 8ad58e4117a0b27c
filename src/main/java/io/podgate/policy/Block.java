package io.podgate.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A mapping all of whose keys are known and said once. */
final class Block {

    private final Page page;
    private final Node node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private boolean faulty;

    private Block(Page page, Node node) {
        this.page = page;
        this.node = node;
    }

    /** Complains of every key that should not be there, and goes on with the others. */
    static Optional<Block> read(Page page, Node node, Keys keys) {
        if (!(node instanceof MappingNode mapping)) {
            return page.refuse(node, "expected keys with values but found " + Scalars.found(node));
        }
        Block block = new Block(page, node);
        mapping.getValue().forEach(entry -> block.take(entry, keys));
        return Optional.of(block);
    }

    private void take(NodeTuple entry, Keys keys) {
        Node keyNode = entry.getKeyNode();
        Optional<String> key = Scalars.word(page, keyNode);
        faulty |= key.filter(keys.known()::contains).isEmpty();
        if (key.isEmpty()) {
            return;
        }
        String name = key.get();
        if (keys.later().contains(name)) {
            page.complain(keyNode, "not supported yet: " + name);
        } else if (!keys.known().contains(name)) {
            page.complain(keyNode, "unknown key \"" + name + "\"" + Suggestion.forTypo(name, keys.known()));
        } else if (entries.putIfAbsent(name, entry) != null) {
            page.complain(keyNode, "duplicate key \"" + name + "\"");
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean saysNothingBut(String key) {
        return Set.of(key).containsAll(entries.keySet()) && !faulty;
    }

    Place place() {
        return page.place(node);
    }

    /** Where the key stands; where the block does if it says no such key. */
    Place place(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? place() : page.place(entry.getKeyNode());
    }

    boolean says(String key) {
        return entries.containsKey(key);
    }

    /** The key's value; empty where it is not said, or wrong and complained of. */
    <T> Optional<T> get(String key, NodeReader<T> reader) {
        NodeTuple entry = entries.get(key);
        return entry == null ? Optional.empty() : reader.read(page, entry.getValueNode());
    }

    /** Like {@link #get}, but a key that is not said is a complaint. */
    <T> Optional<T> require(String key, NodeReader<T> reader) {
        if (!says(key)) {
            page.complain(node, key + " is missing");
        }
        return get(key, reader);
    }

    void complain(String message) {
        page.complain(node, message);
    }

    /** Complains of a key that is said. */
    void complain(String key, String message) {
        NodeTuple entry = entries.get(key);
        page.complain(entry == null ? node : entry.getKeyNode(), message);
    }
}
