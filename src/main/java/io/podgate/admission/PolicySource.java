package io.podgate.admission;

import io.podgate.policy.PolicyDocument;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicySet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The policy in force. */
public interface PolicySource {

    /** Empty until a first policy could be loaded; the last good one ever after. */
    Optional<PolicySet> current();

    /** Since when it has been in force in this process; empty where that is not known. */
    default Optional<Instant> since() {
        return Optional.empty();
    }

    /** What is wrong with the files as they stand, for which they are not in force; empty where they are good. */
    default List<PolicyError> errors() {
        return List.of();
    }

    /** The files that say so, digests of tokens left out. */
    default List<PolicyDocument> documents() {
        return List.of();
    }
}
