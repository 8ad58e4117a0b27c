package io.podgate.budget;

import java.math.BigDecimal;

/**
 * A line that an update does not fit into.
 *
 * @param others what all other endpoints take of it, everything under way reserved
 * @param asked what this endpoint would take
 */
public record Shortage(String line, BigDecimal cap, BigDecimal others, BigDecimal asked) {

    /** What the line would come to. */
    public BigDecimal total() {
        return others.add(asked);
    }
}
