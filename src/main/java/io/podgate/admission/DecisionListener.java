package io.podgate.admission;

/** Hears of what was decided. Called on the deciding thread: quick, and throws nothing. */
@FunctionalInterface
public interface DecisionListener {

    void decided(Decision decision);
}
