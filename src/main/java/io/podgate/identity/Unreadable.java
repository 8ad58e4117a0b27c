package io.podgate.identity;

/** Why an issuer's keys could not be read, in words that may be logged. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
