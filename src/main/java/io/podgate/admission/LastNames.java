package io.podgate.admission;

import java.io.IOException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what endpoints were called, and whose they were, over restarts, so that what one has spent stays with its team
 * when it is deleted. Every call may block.
 */
public interface LastNames {

    /** What was kept, by endpoint id; nothing where nothing was, or where it is broken. */
    Map<String, Seen> recall() throws IOException;

    /**
     * Keeps more, or what is newer; all of it, or nothing where it fails.
     *
     * @param changed by endpoint id
     * @param oldest what was last seen before this month may be forgotten
     */
    void keep(Map<String, Seen> changed, YearMonth oldest) throws IOException;

    /**
     * An endpoint's last known name.
     *
     * @param team whose it was; empty where it was nobody's
     * @param month in which it was last seen under it (UTC)
     */
    record Seen(String name, Optional<String> team, YearMonth month) {

        /** Whether it has this name and was seen this month. */
        public boolean isStill(String name, YearMonth month) {
            return this.name.equals(name) && this.month.equals(month);
        }
    }
}
