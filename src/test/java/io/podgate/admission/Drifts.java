package io.podgate.admission;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. */
final class Drifts implements DriftListener {

    final List<Drift> standing = new ArrayList<>();

    @Override
    public void drifted(Drift drift) {
        standing.add(drift);
    }

    @Override
    public void over(Drift drift) {
        standing.remove(drift);
    }
}
