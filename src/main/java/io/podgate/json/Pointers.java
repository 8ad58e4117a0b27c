package io.podgate.json;

/** JSON Pointers (RFC 6901). */
public final class Pointers {

    private Pointers() {}

    /** The pointer to a member of the object at {@code parent}. */
    public static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
