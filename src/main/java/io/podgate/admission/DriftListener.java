package io.podgate.admission;

/** Hears of endpoints that an update which landed late has turned. Quick, and throws nothing. */
public interface DriftListener {

    void drifted(Drift drift);

    /** The endpoint does not stand like that any more. */
    void over(Drift drift);
}
