package io.podgate.admission;

import io.podgate.budget.Claim;

/** How an update that had an intent ended, for the ledger. */
public sealed interface Closing {

    /** RunPod showed what the endpoint is now; it takes this. */
    record Stands(Claim claim) implements Closing {}

    /** Nothing was done, or nothing that could be priced: what stood for it in the ledger still does. */
    record NothingDone() implements Closing {}

    /** It is not known; the reservation stays until a read-back settles it, and so does the intent without a result. */
    record NotKnown() implements Closing {}
}
