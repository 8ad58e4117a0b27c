package io.podgate.admission;

import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is reserved for updates under way, and the durable word about them. RunPod holds the truth; the ledger holds
 * what is in flight. No call fails but for bugs, and none blocks.
 */
public interface Ledger {

    /** How long after the last sign of life a forward may still land at RunPod. */
    Duration LANDING_WINDOW = Duration.ofSeconds(15);

    /** Whether intents can be recorded at the moment. */
    boolean reachable();

    /** The ledger's last word about the endpoint that this replica knows of; no I/O. */
    long picture(String endpointId);

    /**
     * Reserves what the update needs, locks the endpoint and records the intent, all in one step: durable when it says
     * that it is opened, and without any effect otherwise, even where nobody waits for the answer any more. An intent
     * that became durable too late has as its result what the decision came to without it.
     */
    Uni<Opening> open(Intent intent, Deadline deadline);

    /** What {@link #open} would say about the money; nothing is reserved. */
    Uni<Probe> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands);

    /**
     * Ends what was opened and records the decision as its result. Returns at once; what cannot be written now is
     * written later.
     */
    void close(Intent intent, Closing closing, Decision decision);

    /**
     * Holds and records what shrinks and is sent although nothing could be opened for it, as well as that can be done
     * without what could not be reached; where not even that can be done in a moment, it goes on. From there on it is
     * as if it had been opened: it is closed, or settled by a read-back, as soon as what was away is back.
     */
    Uni<Void> bypass(Intent intent);

    /**
     * What each line comes to, everything under way reserved; lines that nobody takes of are left out. Empty where that
     * cannot be told at the moment.
     */
    Uni<Optional<Map<String, BigDecimal>>> totals(Collection<String> lines);

    /**
     * Whether this replica has ended an update of the endpoint of which the ledger has heard after the mark only, or
     * may not have heard yet; no I/O.
     */
    boolean isAhead(String endpointId, long mark);

    /**
     * Those of the endpoints of which another replica has had a word since this one's last tally or update of them, or
     * is about to; all of them where that cannot be told.
     */
    Uni<Set<String>> changedElsewhere(Set<String> endpoints);

    /** The same, but that another replica has only counted them does not count. */
    Uni<Set<String>> updatedElsewhere(Set<String> endpoints);

    /** Notes where the ledger stands, before RunPod is asked for its endpoints. */
    Uni<Long> mark();

    /**
     * Sets what each endpoint takes from what RunPod showed, except where the ledger has had a later word since the
     * mark, or an update is under way. Endpoints that are not there any more take nothing.
     *
     * @return whether it came through; not as long as an update is open that was judged by other books
     */
    Uni<Boolean> seed(Tally tally);

    /**
     * What the whole fleet takes, counted by one replica.
     *
     * @param mark where the ledger stood before RunPod was asked
     * @param fleet what each endpoint takes, by its id
     * @param unread endpoints that are there but could not be read: what is said of them is older than the mark and
     *     counts where the ledger has had no later word than what this replica knew of them before; where nothing is
     *     said they take what they took
     * @param books how the policy that it was counted by keeps its budgets; where that is another way than before, the
     *     ledger knows nothing of some lines, and on these the tally stands even where there was a later word
     */
    record Tally(long mark, Map<String, Claim> fleet, Set<String> unread, String books) {}

    /**
     * Intents that a read-back could settle now, those included whose end is recorded and of which something might have
     * landed; each is handed out to one replica at a time.
     */
    Uni<List<Unsettled>> unsettled();

    /** The same of one endpoint, or of one decision, whether or not its time has come. */
    Uni<List<Unsettled>> unsettledOf(String endpointId);

    /**
     * Closes an intent by what a read-back showed; where its end is recorded already, only its reservation.
     *
     * @param applied whether RunPod shows what the update asked for; where it does not, and the update was overtaken,
     *     its end stays unknown, and its key remembers that
     * @param stands what the endpoint takes now
     */
    Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands);

    /** What is known of an idempotency key. */
    Uni<Remembered> recall(IdempotencyKey key);

    /** How many intents are unsettled, and for how long the oldest has been; as last known, no I/O. */
    Standing standing();

    /**
     * What is still in flight.
     *
     * @param oldest zero where none is unsettled
     */
    record Standing(int unsettled, Duration oldest) {}
}
