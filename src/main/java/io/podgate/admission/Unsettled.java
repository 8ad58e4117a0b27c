package io.podgate.admission;

import io.podgate.endpoint.EndpointConfig;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An intent whose forward is not under way any more, and that may still land: its replica is gone, or an answer of
 * RunPod's was ambiguous.
 *
 * @param since when the intent was recorded
 * @param landed whether the landing window is over, so that what RunPod does not show by now will not come any more
 * @param aftermath what may still come of it; where its end is recorded, only its reservation is left to be settled
 * @param overtaken whether another update of the endpoint was sent while this was open, or was open when this was sent;
 *     which of them RunPod took last is not known: what it shows may be the other's doing, and what it does not show
 *     may have been there before
 * @param word the ledger's last word about the endpoint when it handed this out, by which it counts what is seen from
 *     now on; nobody else's business
 * @param shownBy whether an endpoint, GPU pools expanded, shows everything that the update asked for
 */
public record Unsettled(
        String decisionId,
        String endpointId,
        Optional<String> team,
        Instant since,
        boolean landed,
        Aftermath aftermath,
        boolean overtaken,
        long word,
        Predicate<EndpointConfig> shownBy) {

    /** Whether a look at RunPod says anything yet. */
    public boolean canTell(boolean shown) {
        return landed || (shown && !overtaken && aftermath.ofOne());
    }

    /** How it has ended: the label of its outcome. */
    public String ending(boolean shown) {
        if (shown) {
            return "applied";
        }
        return overtaken ? "unknown" : "failed";
    }
}
