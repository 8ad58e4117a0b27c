package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.function.Predicate;

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
     * Looks up an endpoint that the snapshot does not show as the caller's, and brings the snapshot up to date. That
     * there is none (a rejection with status 404), or that it is somebody else's, is told again for a while; what is
     * the caller's own is not, or strangers would be told sooner that it is not theirs than that there is none.
     */
    Uni<Reply<Sighting>> lookUp(String endpointId, Predicate<Sighting> own, Errand errand);

    /** One endpoint of the caller's; with nothing included RunPod is asked, and the snapshot brought up to date. */
    Uni<Reply<Sighting>> one(String endpointId, Include include, Freshness freshness, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Told>> workers(String endpointId, Freshness freshness, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Told>> releases(String endpointId, Freshness freshness, Errand errand);
}
