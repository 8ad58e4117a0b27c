package io.podgate.policy;

/** Something a file says, and where. */
record Declared<T>(Place place, T value) {

    static <T> NodeReader<Declared<T>> by(NodeReader<T> reader) {
        return (page, node) -> reader.read(page, node).map(value -> new Declared<>(page.place(node), value));
    }
}
