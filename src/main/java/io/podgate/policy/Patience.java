package io.podgate.policy;

/** Ends work for which nobody waits any more; asked between its parts, of which each has bounds of its own. */
@FunctionalInterface
public interface Patience {

    /** Waits for whatever it is. */
    Patience ENDLESS = () -> true;

    /** Whether somebody still waits. */
    boolean lasts();

    /**
     * Goes on where somebody still waits.
     *
     * @throws Ended where nobody does
     */
    default void check() {
        if (!lasts()) {
            throw new Ended();
        }
    }

    /** Nobody waits any more. */
    final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Ended() {
            super("nobody waits for this any more", null, false, false);
        }
    }
}
