package io.podgate.runpod;

import io.podgate.admission.Errand.Urgency;

/**
 * What of a window is left to those that matter more: reads leave a fifth to updates, updates a tenth to shrinking, and
 * whatever shrinks or matters still more may have all of it.
 */
final class Reserve {

    private static final double FOR_UPDATES = 0.2;
    private static final double FOR_SHRINKING = 0.1;

    /** What a share that had its part already leaves, besides, to those that had not. */
    private static final double FOR_OTHERS = 0.3;

    private Reserve() {}

    /** Requests to be left; never a whole window, however small it is. */
    static long of(Urgency urgency, long limit) {
        if (urgency.compareTo(Urgency.SHRINK) >= 0) {
            return 0;
        }
        double fraction = urgency.compareTo(Urgency.UPDATE) >= 0 ? FOR_SHRINKING : FOR_UPDATES;
        return Math.clamp((long) Math.ceil(limit * fraction), 0, Math.max(0, limit - 1));
    }

    /** The same at the beginning of a window; what is left of it at the end is left to nobody any more. */
    static double forOthers(Urgency urgency, long limit) {
        return urgency.compareTo(Urgency.SHRINK) >= 0 ? 0 : Math.floor(limit * FOR_OTHERS);
    }
}
