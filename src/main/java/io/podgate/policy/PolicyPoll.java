package io.podgate.policy;

import java.util.List;

/** What a look at the policy files brought. */
public sealed interface PolicyPoll {

    /** Nothing new since the last look, whether what stands there is good or broken. */
    record Unchanged() implements PolicyPoll {}

    /** Something is changing; the next look may find it done. */
    record Unsettled() implements PolicyPoll {}

    /**
     * Another policy holds from now on, perhaps of the same revision as before.
     *
     * @param documents the files that say so
     */
    record Loaded(PolicySet policy, List<PolicyError> warnings, List<PolicyDocument> documents) implements PolicyPoll {}

    /** What stands there now is broken; the last good policy goes on holding. Reported once. */
    record Broken(List<PolicyError> errors) implements PolicyPoll {}
}
