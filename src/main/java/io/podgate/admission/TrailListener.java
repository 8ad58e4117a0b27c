package io.podgate.admission;

/** Hears how the trail gets on. */
@FunctionalInterface
public interface TrailListener {

    /** Records could not be kept. */
    void failed(int records);

    /** The last record that this process has made durable has this number in its chain. */
    default void stands(long seq) {}
}
