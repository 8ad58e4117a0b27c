package io.podgate.runpod;

/** The text of a structured field, read a character at a time. */
final class FieldText {

    /** The field is none. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    FieldText(String text) {
        this.text = text;
    }

    void demand(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed();
        }
    }

    boolean ended() {
        return at >= text.length();
    }

    /** The character at hand; behind the end one that stands nowhere. */
    char next() {
        return ended() ? '\0' : text.charAt(at);
    }

    /** How far it was read. */
    int at() {
        return at;
    }

    void step() {
        at++;
    }

    /** What was read since. */
    String since(int from) {
        return text.substring(from, at);
    }

    boolean takes(char wanted) {
        boolean there = !ended() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    void skip(String these) {
        while (isOneOf(these)) {
            at++;
        }
    }

    /** Reads over digits and says how many there were. */
    int digits() {
        int from = at;
        while (isDigit()) {
            at++;
        }
        return at - from;
    }

    boolean isOneOf(String these) {
        return !ended() && these.indexOf(text.charAt(at)) >= 0;
    }

    boolean isLower() {
        return next() >= 'a' && next() <= 'z';
    }

    boolean isUpper() {
        return next() >= 'A' && next() <= 'Z';
    }

    boolean isDigit() {
        return next() >= '0' && next() <= '9';
    }

    boolean isPrintable() {
        return next() >= ' ' && next() < 127;
    }
}
