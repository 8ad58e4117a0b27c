package io.podgate.policy;

import java.util.List;

/** Tries a policy before it takes the place of one that is in force. */
@FunctionalInterface
public interface PolicyTrial {

    /** What of the tests beside the policy fails; empty where it may come into force. */
    List<PolicyError> failures(PolicySet candidate, List<PolicyTest> tests);
}
