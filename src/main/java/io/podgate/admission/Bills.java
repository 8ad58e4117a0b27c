package io.podgate.admission;

import io.podgate.budget.Spending;
import io.podgate.policy.PolicySet;
import java.util.Optional;

/** What RunPod says was really spent this calendar month (UTC). */
public interface Bills {

    /** The last reading, attributed to who owned the endpoints; empty until there was one. No I/O. */
    Optional<Spending> spending();

    /** The same, attributed to who would own the endpoints by another policy. No I/O. */
    Optional<Spending> spending(PolicySet policy);

    /** Whether it is recent enough to let anything grow. */
    boolean fresh();
}
