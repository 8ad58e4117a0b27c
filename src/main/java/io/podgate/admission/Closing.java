package io.podgate.admission;

import io.podgate.budget.Claim;
import java.util.Optional;

/** How an update that had an intent ended, for the ledger. */
public sealed interface Closing {

    /** RunPod showed what the endpoint is now; it takes this. */
    record Stands(Claim claim) implements Closing {}

    /** Nothing was done, or nothing that could be priced: what stood for it in the ledger still does. */
    record NothingDone() implements Closing {}

    /** It is not known; the reservation stays until a read-back settles it, and so does the intent without a result. */
    record NotKnown() implements Closing {}

    /** Nor is it of this one, and it was sent more than once. */
    record NotKnownOfSeveral() implements Closing {}

    /**
     * Its end is known, but an attempt is left that may still land: the record is closed, and the reservation stays for
     * the landing window.
     *
     * @param applied what the endpoint takes where RunPod showed the update, so that only the same may land once more;
     *     empty where nothing was done as far as RunPod shows
     */
    record MayLand(Optional<Claim> applied) implements Closing {}

    /** What the endpoint takes, where RunPod showed the update. */
    default Optional<Claim> shown() {
        return switch (this) {
            case Stands(Claim claim) -> Optional.of(claim);
            case MayLand(Optional<Claim> applied) -> applied;
            case NothingDone n -> Optional.empty();
            case NotKnown n -> Optional.empty();
            case NotKnownOfSeveral n -> Optional.empty();
        };
    }

    /** Whether it has a result. */
    default boolean isKnown() {
        return !(this instanceof NotKnown || this instanceof NotKnownOfSeveral);
    }

    /** The same end of an update that has left an attempt that may still land. */
    default Closing lingering() {
        return switch (this) {
            case Stands(Claim claim) -> new MayLand(Optional.of(claim));
            case NothingDone() -> new MayLand(Optional.empty());
            case NotKnown() -> new NotKnownOfSeveral();
            case NotKnownOfSeveral n -> n;
            case MayLand m -> m;
        };
    }
}
