package io.podgate.trail;

import io.podgate.admission.TrailListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Says elsewhere where a chain stands, since a tail that is cut off cannot be seen from inside: its number to whoever
 * listens, and its head in the log, at turning points and every hour. Used by one thread.
 */
public final class Heads {

    private static final Logger LOG = Logger.getLogger(Heads.class);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final TrailListener listener;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private String said = "";

    /** Nothing was said yet. */
    public Heads(TrailListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** Something has happened to the chain. */
    public void say(Chain chain, String what) {
        LOG.infof("audit chain %s %s at %d, head %s", chain.name(), what, chain.seq(), chain.head());
        listener.stands(chain.seq());
        said = chain.head();
        due = clock.instant().plus(AGAIN);
    }

    /** The same, unless that head was the last that was said: trying again is nothing new. */
    void sayOnce(Chain chain, String what) {
        if (!said.equals(chain.head())) {
            say(chain, what);
        }
    }

    /** Time has gone by, and the chain may have become longer. */
    public void look(Chain chain) {
        listener.stands(chain.seq());
        if (!clock.instant().isBefore(due)) {
            say(chain, "stands");
        }
    }
}
