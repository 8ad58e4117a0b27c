package io.podgate.admission;

import io.smallrye.mutiny.Uni;

/**
 * What callers may read of RunPod that no snapshot answers. Who asks while the same is being asked waits for that
 * answer; no call fails.
 */
public interface EndpointReads {

    /**
     * Additions that v1 knows to an endpoint's own facts.
     *
     * @param template the template that it was made from
     * @param workers the workers that run now
     */
    record Include(boolean template, boolean workers) {
        /** Neither. */
        public static final Include NOTHING = new Include(false, false);
    }

    /** How fresh an answer has to be. */
    enum Freshness {
        /** What was told lately, to whomever and by whichever replica, is told again. */
        LATELY,
        /** RunPod is asked. */
        NOW
    }

    /** All endpoints; with nothing included RunPod is asked, and the snapshot brought up to date. */
    Uni<Reply<Listing>> list(Include include, Freshness freshness, Errand errand);

    /**
     * One endpoint; where RunPod is asked with nothing included, the snapshot is brought up to date. That there is none
     * (a rejection with status 404) is told again like everything else.
     */
    Uni<Reply<Sighting>> one(String endpointId, Include include, Freshness freshness, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Told>> workers(String endpointId, Freshness freshness, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Told>> releases(String endpointId, Freshness freshness, Errand errand);
}
