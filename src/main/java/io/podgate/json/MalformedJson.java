package io.podgate.json;

/** The text is not the strict JSON that was due. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    MalformedJson(String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    /** JSON Pointer to the value at or in which it was found; the empty pointer for the whole text. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong, in one sentence that repeats nothing secret. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
