package io.podgate.admission;

/** Hears of trouble with the trail. */
@FunctionalInterface
public interface TrailListener {

    /** Records could not be kept. */
    void failed(int records);
}
