package io.podgate.admission;

import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * Where replicas post what RunPod has told them, so that one of them asks and all of them read. No call fails: while
 * nothing can be posted each replica asks for itself.
 */
public interface Noticeboard {

    /** Of a replica that has nobody to share with. */
    Noticeboard OF_ONES_OWN = new Noticeboard() {
        @Override
        public Uni<Look> look(String about, Duration period, long known, Duration lease) {
            return Uni.createFrom().item(new Look.Yours(NOWHERE));
        }

        @Override
        public Uni<Void> post(String about, long turn, long mark, Payload text) {
            return Uni.createFrom().voidItem();
        }
    };

    /** The turn of who asks for itself; what it posts is not kept. */
    long NOWHERE = 0;

    /**
     * Looks whether RunPod was asked lately, and takes the turn to ask where it was not.
     *
     * @param about what RunPod is asked
     * @param period for how long an answer is good
     * @param known the number of the notice that is known already, which is not told again; {@link #NOWHERE} is none
     * @param lease how long nobody else gets the turn
     */
    Uni<Look> look(String about, Duration period, long known, Duration lease);

    /**
     * Puts up an answer, unless there is one by now that was asked for later.
     *
     * @param mark the ledger's mark from before RunPod was asked
     * @param text empty where RunPod knows nothing of it
     */
    Uni<Void> post(String about, long turn, long mark, Payload text);

    /** What there is to be seen. */
    sealed interface Look {

        /** RunPod was asked lately. */
        record Posted(Notice notice) implements Look {}

        /** The notice that is known already is good for a while. */
        record Known(Instant asked) implements Look {}

        /** Nobody has asked lately: whoever looked is to ask now. */
        record Yours(long turn) implements Look {}

        /** Another replica is asking. */
        record Anothers() implements Look {}
    }

    /**
     * What another replica was told. Its moment is another clock's, so by this one it lies between two.
     *
     * @param number rises from one to the next
     * @param asked RunPod was asked not before this
     * @param askedAtLatest nor after this
     */
    record Notice(long number, long mark, Payload text, Instant asked, Instant askedAtLatest) {}
}
