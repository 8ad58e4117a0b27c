package io.podgate.rules;

/** What an expression says to an update. */
public sealed interface Answer {

    /** It is true: nothing speaks against the update. */
    record Holds() implements Answer {}

    /** It is false. */
    record Broken() implements Answer {}

    /** It could not be worked out, and why. */
    record Failed(String why) implements Answer {}
}
