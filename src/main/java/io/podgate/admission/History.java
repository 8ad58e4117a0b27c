package io.podgate.admission;

import io.podgate.endpoint.Release;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** What RunPod remembers of an endpoint's changes. */
@FunctionalInterface
public interface History {

    /**
     * Newest first; none where RunPod does not tell. Never fails.
     *
     * @param moment what had changed by then is among them: what RunPod told before does not do
     */
    Uni<List<Release>> of(String endpointId, Instant moment, Errand errand);
}
