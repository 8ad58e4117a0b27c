package io.podgate.admission;

import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import java.time.Duration;

/**
 * What RunPod is asked for somebody: whose share of RunPod's quota that takes, how much depends on it, and until when
 * it is of use.
 */
public record Errand(Share share, Urgency urgency, Deadline deadline) {

    /** In rising order: each leaves a part of the quota to those after it. */
    public enum Urgency {
        READ,
        UPDATE,
        SHRINK,
        /** Whether an update was applied is read back: until that is known, its reservation stays. */
        SETTLE
    }

    /**
     * Who stands in line together.
     *
     * @param name the team's; empty for whatever is done for nobody in particular
     * @param weight how many turns it has while others have one
     */
    public record Share(String name, int weight) {

        /** The gateway's own. */
        public static final Share HOUSE = new Share("", 1);

        /** The team's, with the weight that the policy gives it; callers of the platform share the gateway's own. */
        public static Share of(Caller caller, PolicySet policy) {
            return policy.teamOf(caller)
                    .map(team -> new Share(team.name(), team.share()))
                    .orElse(HOUSE);
        }
    }

    /** What the gateway asks of its own accord, so that updates can be judged and settled. */
    public static Errand ofTheHouse(Deadline deadline) {
        return new Errand(Share.HOUSE, Urgency.UPDATE, deadline);
    }

    public Errand as(Urgency other) {
        return new Errand(share, other, deadline);
    }

    /** To be done that long from now. */
    public Errand within(Duration time) {
        return new Errand(share, urgency, deadline.another(time));
    }
}
