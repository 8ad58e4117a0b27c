package io.podgate.admission;

import java.time.Duration;
import java.util.function.Function;

/**
 * How an exchange with RunPod ended, all attempts included.
 *
 * @param <T> what a good answer says
 */
public sealed interface Reply<T> {

    Upstream upstream();

    /** The same end, with what a good answer says made into something else. */
    default <R> Reply<R> map(Function<T, R> made) {
        return switch (this) {
            case Answered<T> answered -> new Answered<>(made.apply(answered.value()), answered.upstream());
            case Rejected<T> rejected -> new Rejected<>(rejected.status(), rejected.detail(), rejected.upstream());
            case Limited<T> limited -> new Limited<>(limited.scope(), limited.retryAfter(), limited.upstream());
            case Failed<T> failed -> new Failed<>(failed.detail(), failed.upstream());
            case Unavailable<T> away -> new Unavailable<>(away.detail(), away.retryAfter(), away.upstream());
            case Overloaded<T> overloaded -> new Overloaded<>(overloaded.upstream());
            case Unsettled<T> unsettled -> new Unsettled<>(unsettled.detail(), unsettled.upstream());
        };
    }

    /** RunPod did it, or told it. */
    record Answered<T>(T value, Upstream upstream) implements Reply<T> {}

    /** RunPod refused what was asked, with a 4xx that concerns the request; {@code detail} is RunPod's own words. */
    record Rejected<T>(int status, String detail, Upstream upstream) implements Reply<T> {}

    /** RunPod's own 429 after all attempts, or no turn in the line for RunPod's quota; nothing was done. */
    record Limited<T>(Outcome.Scope scope, Duration retryAfter, Upstream upstream) implements Reply<T> {}

    /**
     * RunPod answered something that concerns our account or our address, or refused an update with 503; nothing was
     * done.
     */
    record Failed<T>(String detail, Upstream upstream) implements Reply<T> {}

    /** RunPod was not reached; nothing was sent. */
    record Unavailable<T>(String detail, Duration retryAfter, Upstream upstream) implements Reply<T> {}

    /** Podgate itself has too many exchanges under way; nothing was sent. */
    record Overloaded<T>(Upstream upstream) implements Reply<T> {}

    /** Sent, but what came of it is not known: an update may have been done, a read told nothing. */
    record Unsettled<T>(String detail, Upstream upstream) implements Reply<T> {}
}
