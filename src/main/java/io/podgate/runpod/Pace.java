package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Timing;
import io.podgate.admission.UpstreamListener;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** When another attempt follows, and whether one does: while attempts, the deadline and the retry budget last. */
final class Pace {

    private final int maxAttempts;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final Timing timing;
    private final UpstreamListener listener;

    Pace(int maxAttempts, RetryBudget budget, Timing timing, UpstreamListener listener) {
        this.maxAttempts = maxAttempts;
        this.backoff = new Backoff(timing::chance);
        this.budget = budget;
        this.timing = timing;
        this.listener = listener;
    }

    /** A first attempt is made. */
    void begin() {
        budget.asked();
    }

    /**
     * Goes on after a failed attempt. A wait that does not fit the deadline is not begun.
     *
     * @param number of the attempt, from 1
     * @param next another attempt
     * @param end what it comes to without
     */
    <R> Uni<R> after(
            int number, Verdicts.Verdict<?> failed, Deadline deadline, Supplier<Uni<R>> next, Supplier<R> end) {
        Duration wait = backoff.after(number, failed.retryAfter());
        if (number >= maxAttempts || wait.compareTo(deadline.remaining()) >= 0 || !budget.take()) {
            return Uni.createFrom().item(end);
        }
        return timing.pause(wait).chain(() -> {
            if (deadline.passed()) {
                return Uni.createFrom().item(end);
            }
            listener.retried(failed.reason());
            return next.get();
        });
    }
}
