package io.podgate.trail;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.DecisionLog;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The trail as a ledger needs it: what is durable, what was left behind, and what must not be lost yet. */
public interface Journal extends AuditTrail {

    /** Writes the record as soon as it can, however long that takes. */
    void offer(TrailRecord record);

    /**
     * Writes the record now or not at all.
     *
     * @param givenUp whether nobody waits for it any more
     * @return completes once the record is durable, on whichever thread found that out; fails where it was not written
     */
    CompletableFuture<Void> append(TrailRecord record, BooleanSupplier givenUp);

    /**
     * Writes the record as soon as it can; until then it is in the spool.
     *
     * @return completes once it is in one of both, on whichever thread found that out
     */
    CompletableFuture<Void> keep(TrailRecord record);

    /** What was found when the trail could first be read, before anything was written to it. */
    CompletableFuture<Recovery> recovered();

    /**
     * What has been written about decisions; of what goes to standard output nothing can be read again.
     *
     * @param pending whether the intent of a decision, named by its id, has no result yet
     */
    DecisionLog log(Predicate<String> pending);

    /** Files that are younger than this are kept, whatever else is said. */
    void needing(Supplier<Optional<Instant>> oldest);

    /** Where whoever runs this goes on after it has waited for a record. */
    default Executor home() {
        return Home.here();
    }
}
