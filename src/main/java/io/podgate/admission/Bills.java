package io.podgate.admission;

import io.podgate.budget.Spending;
import java.util.Optional;

/** What RunPod says was really spent this calendar month (UTC). */
public interface Bills {

    /** The last reading, attributed to who owned the endpoints; empty until there was one. No I/O. */
    Optional<Spending> spending();

    /** Whether it is recent enough to let anything grow. */
    boolean fresh();
}
