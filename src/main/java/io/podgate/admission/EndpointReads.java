package io.podgate.admission;

import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What callers may read of RunPod, answered by RunPod itself. */
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

    Uni<Reply<List<Sighting>>> list(Include include, Errand errand);

    Uni<Reply<Sighting>> one(String endpointId, Include include, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Payload>> workers(String endpointId, Errand errand);

    /** v2 only: RunPod's own text. */
    Uni<Reply<Payload>> releases(String endpointId, Errand errand);
}
