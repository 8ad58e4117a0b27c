package io.podgate.admission;

import io.podgate.budget.Shortage;
import java.util.List;

/** What the ledger says of money without reserving any. */
public sealed interface Probe {

    /**
     * As it stands.
     *
     * @param shortages empty where it fits
     */
    record Told(List<Shortage> shortages) implements Probe {}

    /**
     * Nothing could be reserved at the moment, whether or not it fits.
     *
     * @param detail why not
     */
    record Unreachable(String detail) implements Probe {}
}
