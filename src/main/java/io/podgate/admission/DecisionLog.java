package io.podgate.admission;

import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the trail says about decisions, and by which policies they were made. */
public interface DecisionLog {

    /**
     * A decision as the trail has it: its last record, which is its result, or its intent where it has none yet.
     *
     * @param text the record's exact JSON
     */
    record Entry(String decisionId, Optional<String> team, Payload text) {}

    /**
     * Which decisions are asked for; empty is any.
     *
     * @param since the oldest that counts
     * @param cursor where the page before ended
     * @param limit how many at most
     */
    record Query(
            Optional<String> team,
            Optional<String> endpointId,
            Optional<String> outcome,
            Optional<Instant> since,
            Optional<String> cursor,
            int limit) {}

    /**
     * Newest first.
     *
     * @param next where the next page begins; empty on the last
     */
    record Page(List<Entry> entries, Optional<String> next) {}

    Uni<Optional<Entry>> byId(String decisionId);

    /**
     * Looks for decisions.
     *
     * @param query whose cursor, if any, {@link #gaveOut}
     */
    Uni<Page> find(Query query);

    /** The last record of a revision of the policy having been in force, exact JSON; empty where the trail has none. */
    Uni<Optional<Payload>> policy(String revision);

    /** Whether a cursor has the form of those that pages end with; behind one whose record is gone there is nothing. */
    boolean gaveOut(String cursor);
}
