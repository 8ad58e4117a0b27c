package io.podgate.runpod;

import io.podgate.dialect.Listed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The endpoints that the last list had but that could not be read: said once each, and not taken to be gone. */
final class Unreadable {

    private static final Logger LOG = Logger.getLogger(Unreadable.class);
    private static final String WITHOUT_ID = "";

    private Set<String> ids = Set.of();

    /** What is unreadable in a list that has just been read. */
    synchronized void found(List<Listed.Garbled> garbled) {
        Set<String> now = new HashSet<>();
        for (Listed.Garbled each : garbled) {
            String id = each.id().orElse(WITHOUT_ID);
            if (now.add(id) && !ids.contains(id)) {
                String which = each.id().map(known -> "endpoint " + known).orElse("an endpoint without an id");
                LOG.warnf("%s cannot be read and is left out of lists: %s", which, each.why());
            }
        }
        ids = now;
    }

    synchronized Set<String> ids() {
        return ids;
    }
}
