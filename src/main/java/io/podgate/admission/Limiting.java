package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Takes from the caller's limit, once a request. */
final class Limiting {

    private final CallerLimits limits;
    private final UpdateRequest request;
    private final Findings findings;

    Limiting(CallerLimits limits, UpdateRequest request, Findings findings) {
        this.limits = limits;
        this.request = request;
        this.findings = findings;
    }

    /** How the request ends where the limit is used up; empty where it may go on. */
    Uni<Optional<Outcome>> take(CallerLimits.Draw draw) {
        if (findings.allowance().isPresent()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return limits.take(request.caller(), draw).map(taken -> {
            findings.allowance(taken);
            return taken.granted()
                    ? Optional.empty()
                    : Optional.of(new Outcome.RateLimited(Outcome.Scope.CALLER, taken.retryAfter()));
        });
    }
}
