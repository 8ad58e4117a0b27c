package io.podgate.admission;

/** Hears of endpoints that an update which landed late has turned. Quick, and throws nothing. */
public interface DriftListener {

    void drifted(Drift drift);

    /** The endpoint does not stand like that any more. */
    void over(Drift drift);

    /** Both hear of it. */
    default DriftListener and(DriftListener other) {
        DriftListener one = this;
        return new DriftListener() {
            @Override
            public void drifted(Drift drift) {
                one.drifted(drift);
                other.drifted(drift);
            }

            @Override
            public void over(Drift drift) {
                one.over(drift);
                other.over(drift);
            }
        };
    }
}
