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
     * @param until the moment before which it was decided
     * @param cursor where the page before ended
     * @param limit how many at most
     */
    record Query(
            Optional<String> team,
            Optional<String> endpointId,
            Optional<String> outcome,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<String> cursor,
            int limit) {

        /** The newest ones, whatever they are. */
        public static Query newest(int limit) {
            return new Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
        }

        /** The same from a moment on. */
        public Query since(Instant oldest) {
            return new Query(team, endpointId, outcome, Optional.of(oldest), until, cursor, limit);
        }

        /** The same from where a page before ended; from the newest on where none did. */
        public Query from(Optional<String> end) {
            return new Query(team, endpointId, outcome, since, until, end, limit);
        }
    }

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
