package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The account's endpoints, as last seen. */
public interface Fleet {

    /** From the snapshot; no I/O. */
    Optional<Sighting> known(String endpointId);

    /** All that is known; no I/O. */
    Collection<Sighting> all();

    /** Endpoints that the last list had and that could not be read: what is known of them is older, if anything is. */
    Set<String> unread();

    /** Another number whenever an endpoint is otherwise than before, or there are others; no I/O. */
    long version();

    /** When RunPod was asked for the last list that came; no I/O. */
    Optional<Instant> listed();

    /** Whether a sighting is recent enough to base growth on. */
    boolean recent(Sighting sighting);

    /** Whether the whole account was listed recently enough to base growth on what all of it takes. */
    boolean listedRecently();

    /** From RunPod itself; the snapshot is brought up to date by it. Not found is a rejection with status 404. */
    Uni<Reply<Sighting>> fetch(String endpointId, Errand errand);

    /** Lists RunPod's endpoints; the snapshot is brought up to date. */
    Uni<Reply<Listing>> refresh(Errand errand);

    /**
     * Brings the snapshot up to date by a list that another replica has made. Empty where it cannot be read.
     *
     * @param ahead whether what this replica knows of an endpoint is of its own doing, and later than the list
     */
    Optional<Listing> adopt(Noticeboard.Notice list, Predicate<String> ahead);

    /** What an update brought about, so that the snapshot shows it at once. */
    void saw(Sighting sighting);
}
