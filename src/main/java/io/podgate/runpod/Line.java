package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.smallrye.mutiny.Uni;

/** A way to have a single exchange with RunPod. */
@FunctionalInterface
interface Line {

    /**
     * Fails with an {@link ExchangeFailure} or one of MicroProfile's fault tolerance exceptions, and not later than the
     * deadline.
     */
    Uni<Answer> send(Exchange exchange, Errand errand);
}
