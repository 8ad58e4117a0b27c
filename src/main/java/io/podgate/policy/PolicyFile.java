package io.podgate.policy;

/** A policy file as it was read. */
final class PolicyFile {

    private final String name;
    private final byte[] content;

    PolicyFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** As it is called in complaints. */
    String name() {
        return name;
    }

    byte[] content() {
        return content;
    }
}
