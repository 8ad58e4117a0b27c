package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.budget.Claim;
import java.time.Instant;
import java.util.Optional;

/**
 * An intent without a result, or of which something may still land.
 *
 * @param claim the larger of before and after
 * @param heldUntil its forward may be under way until then
 * @param settlesAt what RunPod does not show by then will not come any more
 * @param aftermath what may come of it once its forward is over
 * @param overtaken whether another update of the endpoint was sent while it was open, or was open when it was sent
 * @param mixed see {@link Intent}
 * @param books the same
 * @param abandoned whether its replica has not been heard of for a while, see {@link Pulse}
 */
record IntentRow(
        String decisionId,
        String endpointId,
        Optional<String> team,
        Claim claim,
        Instant since,
        Instant heldUntil,
        Instant settlesAt,
        Aftermath aftermath,
        boolean overtaken,
        boolean mixed,
        String books,
        boolean abandoned) {

    /** One that begins. */
    static IntentRow opened(
            String decisionId,
            String endpointId,
            Optional<String> team,
            Claim claim,
            Instant since,
            Instant heldUntil,
            boolean overtaken,
            boolean mixed,
            String books) {
        return new IntentRow(
                decisionId,
                endpointId,
                team,
                claim,
                since,
                heldUntil,
                heldUntil.plus(Ledger.LANDING_WINDOW),
                Aftermath.UNKNOWN_OF_SEVERAL,
                overtaken,
                mixed,
                books,
                false);
    }

    /** Its forward has just ended, with this to follow. */
    IntentRow quietSince(Instant moment, Aftermath followed) {
        return with(claim, moment, moment.plus(Ledger.LANDING_WINDOW), followed, overtaken);
    }

    /** It may come to this. */
    IntentRow holding(Claim other) {
        return with(other, heldUntil, settlesAt, aftermath, overtaken);
    }

    /** Another update of its endpoint was sent. */
    IntentRow behind() {
        return with(claim, heldUntil, settlesAt, aftermath, true);
    }

    private IntentRow with(Claim held, Instant until, Instant settles, Aftermath followed, boolean isOvertaken) {
        return new IntentRow(
                decisionId,
                endpointId,
                team,
                held,
                since,
                until,
                settles,
                followed,
                isOvertaken,
                mixed,
                books,
                abandoned);
    }

    /** Whether a later update has to wait until its forward is over; what only shrinks does not wait for the dead. */
    boolean isInTheWay(Intent later, Instant now) {
        return heldUntil.isAfter(now) && !(abandoned && later.onlyShrinks());
    }

    boolean holdsBack(Intent later) {
        return aftermath.holdsBack(mixed, overtaken, later);
    }
}
