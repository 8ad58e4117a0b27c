package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The account's endpoints, as last seen. */
public interface Fleet {

    /** From the snapshot; no I/O. */
    Optional<Sighting> known(String endpointId);

    /** All that is known; no I/O. */
    Collection<Sighting> all();

    /** Endpoints that the last list had and that could not be read: what is known of them is older, if anything is. */
    Set<String> unread();

    /** Whether a sighting is recent enough to base growth on. */
    boolean recent(Sighting sighting);

    /** Whether the whole account was listed recently enough to base growth on what all of it takes. */
    boolean listedRecently();

    /** From RunPod itself; the snapshot is brought up to date by it. Not found is a rejection with status 404. */
    Uni<Reply<Sighting>> fetch(String endpointId, Errand errand);

    /** Lists RunPod's endpoints; the snapshot is brought up to date. Empty where the list could not be read. */
    Uni<Optional<List<Sighting>>> refresh(Errand errand);

    /** What an update brought about, so that the snapshot shows it at once. */
    void saw(Sighting sighting);
}
