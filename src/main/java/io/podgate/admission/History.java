package io.podgate.admission;

import io.podgate.endpoint.Release;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What RunPod remembers of an endpoint's changes. */
@FunctionalInterface
public interface History {

    /** Newest first; none where RunPod does not tell. Never fails. */
    Uni<List<Release>> of(String endpointId, Errand errand);
}
