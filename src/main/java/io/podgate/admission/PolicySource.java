package io.podgate.admission;

import io.podgate.policy.PolicyDocument;
import io.podgate.policy.PolicySet;
import java.util.List;
import java.util.Optional;

/** The policy in force. */
public interface PolicySource {

    /** Empty until a first policy could be loaded; the last good one ever after. */
    Optional<PolicySet> current();

    /** The files that say so, digests of tokens left out. */
    default List<PolicyDocument> documents() {
        return List.of();
    }
}
