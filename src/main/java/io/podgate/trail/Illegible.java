package io.podgate.trail;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Records that cannot be read: pages of the trail go without them, and the log says so of each once. */
public final class Illegible {

    private static final Logger LOG = Logger.getLogger(Illegible.class);
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * One more is left out.
     *
     * @param which to be read after {@code record}
     */
    public void skip(String which) {
        if (said.size() < MOST && said.add(which)) {
            LOG.errorf("the trail's record %s is no JSON object and is left out; audit verify tells more", which);
        }
    }
}
