package io.podgate.http;

import io.podgate.admission.Outcome;

/** Ends a request of somebody known before it comes to a route. */
final class Implausible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Outcome.Refused why;

    Implausible(Outcome.Refused why) {
        super(why.detail(), null, false, false);
        this.why = why;
    }

    Outcome.Refused why() {
        return why;
    }
}
